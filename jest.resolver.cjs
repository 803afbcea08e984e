// TypeScript sources import each other with the `.js` names that they have once built; Jest runs the sources.
module.exports = (request, options) => {
  const own = !options.basedir.includes('node_modules');
  if (own && request.startsWith('.') && request.endsWith('.js')) {
    try {
      return options.defaultResolver(request.replace(/\.js$/, '.ts'), options);
    } catch {
      // a real JavaScript file
    }
  }
  return options.defaultResolver(request, options);
};
