// The JupyterLab plugin: for each notebook that is opened, one OpenNotebook.
import { readJson, readKnownCells } from "./known.js";
import { OpenNotebook } from "./notebook.js";

/** One of the packages that JupyterLab itself runs on. */
async function shared(scope, name) {
  const versions = Object.values(scope[name] ?? {});
  const version = versions.find((one) => one.loaded) ?? versions[0];
  if (!version) throw new Error(`JupyterLab shares no ${name}`);
  return (await version.get())();
}

/** Brings the look of our notebooks into the page. */
function addStyle() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("style.css", import.meta.url).href;
  document.head.append(link);
}

/** Where JupyterLab has no launcher, it is a trainee's: an empty page shows the list of lessons instead. */
function simplify(app) {
  const { commands, restored, shell } = app;
  if (app.hasPlugin("@jupyterlab/launcher-extension:plugin") || !shell.layoutModified) return;
  const execute = () => commands.execute("docmanager:open", { path: "lessons.ipynb" });
  commands.addCommand("launcher:create", { execute });
  restored.then(() => {
    // JupyterLab gives room to the right side until something there was closed, even if there never was anything.
    if (shell.isEmpty("right")) shell.collapseRight();
    let wasEmpty = true;
    shell.layoutModified.connect(() => {
      const isEmpty = shell.isEmpty("main");
      if (isEmpty && !wasEmpty) execute();
      wasEmpty = isEmpty;
    });
  });
}

/** The plugin, made once the packages it needs are loaded. */
export async function makePlugin(name, scope) {
  const [{ INotebookTracker }, { CodeCell }, { Dialog }] = await Promise.all([
    shared(scope, "@jupyterlab/notebook"),
    shared(scope, "@jupyterlab/cells"),
    shared(scope, "@jupyterlab/apputils"),
  ]);
  return {
    id: `${name}:ready`,
    description: "Runs the workbook's own cells when a notebook is opened, and no other.",
    autoStart: true,
    requires: [INotebookTracker],
    activate(app, tracker) {
      addStyle();
      const known = readKnownCells();
      const words = readJson("words.json");
      const open = async (panel) => {
        const tools = { known: await known, words: await words, CodeCell, Dialog };
        if (tools.known.size && !panel.isDisposed) await new OpenNotebook(panel, tools).open();
      };
      const watch = (panel) => open(panel).catch((error) => console.error(`${name}: ${error}`));
      simplify(app);
      tracker.forEach(watch);
      tracker.widgetAdded.connect((_tracker, panel) => watch(panel));
    },
  };
}
