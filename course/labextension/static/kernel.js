// What a notebook's kernel is doing, in the few words that matter to a form.

const ALIVE = new Set(["idle", "busy"]);
const PATIENCE = 5000; // milliseconds
const COMING = new Set(["initializing", "starting"]);
const REASONS = {
  restarting: "restarted",
  autorestarting: "crashed",
  connecting: "disconnected",
  disconnected: "disconnected",
};

/** "alive", "coming", or why it is lost: a key of the words' `reasons`. */
export function stateOf(sessionContext) {
  const status = sessionContext.kernelDisplayStatus;
  if (ALIVE.has(status) && sessionContext.session?.kernel) return "alive";
  if (COMING.has(status)) return "coming";
  return REASONS[status] ?? "stopped";
}

/** The id of the kernel's process: a restart changes it, a lost connection does not. */
export async function processOf(sessionContext) {
  const reply = await sessionContext.session.kernel.requestKernelInfo();
  return reply?.header.session;
}

/** Brings a kernel back: connects again, restarts or starts one, whichever is needed. Fails if no server answers. */
export async function bringBack(sessionContext) {
  const { sessionManager } = sessionContext;
  // Any answer will do: it shows that the server is there. JupyterLab's own calls would wait for it for ever.
  await fetch(new URL("api", sessionManager.serverSettings.baseUrl), { signal: AbortSignal.timeout(PATIENCE) });
  await Promise.race([sessionManager.refreshRunning(), pause()]);
  const kernel = sessionContext.session?.kernel;
  if (!kernel) await sessionContext.changeKernel({ name: sessionContext.prevKernelName || "python3" });
  else if (kernel.status === "dead") await sessionContext.restartKernel();
  else if (kernel.connectionStatus !== "connected") await Promise.race([kernel.reconnect(), pause()]);
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE));
}

/** Calls `look` whenever anything about the kernel changes. */
export function watchKernel(sessionContext, look) {
  for (const signal of ["statusChanged", "connectionStatusChanged", "kernelChanged", "sessionChanged"]) {
    sessionContext[signal].connect(look);
  }
}
