import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest runs each spec in a realm of its own, with classes of its own. ONNX Runtime's native part makes arrays of the
 * process's realm, which the spec's own `Float32Array` would not know: here both have the same one.
 */
export default class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.Float32Array = Float32Array;
  }
}
