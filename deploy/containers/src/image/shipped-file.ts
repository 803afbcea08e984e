/** Folders of compiled code that are for tests: they reach into the repository. */
const TEST_FOLDER = /(^|\/)(testing|fixtures)\//;
const NOT_RUN = /\.(map|tsbuildinfo|tmp|d\.[cm]?ts)$/;
const ONNX_RUNTIME = /^node_modules\/onnxruntime-node\/bin\/[^/]+\/([^/]+)\/([^/]+)\//;

export interface Machine {
  /** As `process.platform` has it. */
  readonly platform: string;
  /** As `process.arch` has it. */
  readonly arch: string;
}

/** Whether a file of a package from the registry is needed where the app runs. `file` is relative to the root, with `/`. */
export function isShipped(file: string, machine: Machine): boolean {
  if (NOT_RUN.test(file)) return false;
  const library = ONNX_RUNTIME.exec(file);
  return library === null || (library[1] === machine.platform && library[2] === machine.arch);
}

/** The same of a file of one of our own packages; `file` is relative to the package. */
export function isShippedOfOurs(file: string): boolean {
  return !NOT_RUN.test(file) && !TEST_FOLDER.test(file);
}
