// UrlFetchApp waits for its answer; Node does not. So a worker asks, and the caller sleeps.
import { request } from "node:http";
import { MessageChannel, receiveMessageOnPort, Worker, isMainThread, parentPort, workerData } from "node:worker_threads";

const PATIENCE_MS = 60_000;

if (!isMainThread && workerData?.port) {
  const { port, bell } = workerData;
  parentPort?.unref();
  port.on("message", (/** @type {any} */ { host, number, path, method, headers, body }) => {
    const asked = request({ host: "127.0.0.1", port: number, path, method, headers: { ...headers, Host: host } });
    const told = (/** @type {any} */ message) => {
      port.postMessage(message);
      Atomics.store(bell, 0, 1);
      Atomics.notify(bell, 0);
    };
    asked.on("error", (error) => told({ error: String(error) }));
    asked.on("response", (response) => {
      /** @type {Buffer[]} */
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () =>
        told({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString("utf8") }),
      );
    });
    asked.end(body);
  });
}

/** @returns {(message: object) => any} */
export function fetcher() {
  const { port1, port2 } = new MessageChannel();
  const bell = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), { workerData: { port: port2, bell }, transferList: [port2] });
  worker.unref();
  port1.unref();
  return (message) => {
    Atomics.store(bell, 0, 0);
    port1.postMessage(message);
    Atomics.wait(bell, 0, 0, PATIENCE_MS);
    return receiveMessageOnPort(port1)?.message ?? { error: "no answer" };
  };
}
