import { Writable } from 'node:stream';

/**
 * Imported first by a parser host: its standard output is the pipe of frames, which nobody else may write to. Merely looking at
 * `process.stdout`, as `stream.pipe()` does, makes Node turn that pipe non-blocking, and a full one then fails instead of waiting.
 */
for (const name of ['stdout', 'stderr'] as const) {
  Object.defineProperty(process, name, {
    value: new Writable({ write: (_bytes, _encoding, done) => done() }),
  });
}
