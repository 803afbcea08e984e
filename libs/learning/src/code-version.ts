/** Written into every model. Raise it when the same data and seed come to give another model. */
export const CODE_VERSION = '0.1.0';
