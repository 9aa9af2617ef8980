// The entry that JupyterLab loads: a module-federation container written by hand, so that no bundler is needed.
"use strict";
(() => {
  const name = "credit-liability-workbook";
  const here = document.currentScript.src;
  let scope = {};
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[name] = {
    init(shared) {
      scope = shared;
    },
    async get(module) {
      if (module !== "./extension") throw new Error(`${name} has no module ${module}`);
      const { makePlugin } = await import(new URL("plugin.js", here).href);
      const plugin = await makePlugin(name, scope);
      return () => ({ __esModule: true, default: plugin });
    },
  };
})();
