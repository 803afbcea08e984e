/** Name under which the module provides the configuration, which is no class. */
export const CONFIG = Symbol('config');
