const { transformSync } = require('@swc/core');

/**
 * Jest on Node 20 cannot `require` an ES module, as Node itself can; @willsoto/nestjs-prometheus, which is CommonJS,
 * requires @nestjs/common, which is not. A module that is required is compiled to CommonJS for it; one that is imported
 * stays as it is.
 */
module.exports = {
  process: (source, filename, { supportsStaticESM }) =>
    supportsStaticESM
      ? { code: source }
      : transformSync(source, {
          filename,
          swcrc: false,
          module: { type: 'commonjs' },
          jsc: { target: 'es2022' },
        }),
};
