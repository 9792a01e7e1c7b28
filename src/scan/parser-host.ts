import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { FRAME, FrameReader, frame, LAST_ENGINE_FRAME } from './frames.js';
import type { HostJob } from './host.js';
import type { Sandbox } from './sandbox.js';

/** What a host may cost. */
export interface HostLimits {
  readonly heapMb: number;
  /** Resident memory at which it is ended. */
  readonly residentBytes: number;
  /** Bytes it may put aside for one asset. */
  readonly scratchBytes: number;
}

/** How a host's work on an asset ended. */
export type HostEnd = 'done' | 'died' | 'memory' | 'time' | 'stopped' | 'scratch';

/** Where the bytes of the asset come from, and where what the host finds goes. */
export interface HostTask {
  readonly job: HostJob;
  /** Reads from the asset; the callback gets fewer bytes at its end. */
  read(buffer: Buffer, position: number, done: (error: unknown, bytes: number) => void): void;
  /** Passes a chunk on; false when it must be offered again after `resume`. */
  chunk(kind: number, payload: Buffer): boolean;
}

/** What Node.js reserves on top without using it: 250 MB in version 20, 550 in 24, and each thread adds to it. */
const RESERVED_BYTES = 1e9;

const START_LIMIT_MS = 30_000;
const MAX_READ = 1 << 20;

/**
 * A parser host: a child process that takes assets apart, one at a time. It is asked for nothing but what the frames say, and
 * can be ended at any moment. Everything it sends is bounded here and read elsewhere.
 */
export class ParserHost {
  readonly #child: ChildProcess;
  readonly #out: Readable;
  readonly #in: Writable;
  readonly #reader = new FrameReader();
  readonly #ready: Promise<boolean>;
  #setReady: (ready: boolean) => void = () => {};
  #task: { readonly task: HostTask; readonly end: (end: HostEnd) => void } | undefined;
  /** Frames that did not fit into the engine's feed yet. */
  #waiting: { kind: number; payload: Buffer }[] = [];
  #scratch: number | undefined;
  #scratchEnd = 0;
  #cause: HostEnd = 'died';
  #ended = false;
  #killed = false;
  /** Assets taken apart so far. */
  jobs = 0;

  constructor(
    program: string,
    sandbox: Sandbox,
    private readonly limits: HostLimits,
    onExit: () => void,
  ) {
    const { file, args } = sandbox.command(program, limits.heapMb, limits.residentBytes + RESERVED_BYTES);
    this.#child = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {}, cwd: '/' });
    this.#out = this.#child.stdout!;
    this.#in = this.#child.stdin!;
    this.#ready = new Promise((resolve) => {
      this.#setReady = resolve;
    });
    const late = setTimeout(() => this.kill('died'), START_LIMIT_MS);
    void this.#ready.then(() => clearTimeout(late));
    this.#in.on('error', () => {}); // Told by the exit.
    this.#out.on('data', (bytes: Buffer) => this.#received(bytes));
    let open = true;
    const over = () => {
      if (!open) return;
      open = false;
      this.#ended = true;
      this.#setReady(false);
      if (this.#scratch !== undefined) closeSync(this.#scratch);
      this.#scratch = undefined;
      this.#finish(this.#cause);
      onExit();
    };
    this.#child.on('error', over);
    this.#child.on('close', over);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  /** Resolves when it is ready for work, or has ended before that. */
  get started(): Promise<unknown> {
    return this.#ready;
  }

  /** Takes an asset apart. Resolves with how that ended; never rejects. The host is to be dropped unless it is `done`. */
  async run(task: HostTask): Promise<HostEnd> {
    if (!(await this.#ready)) return this.#cause;
    this.jobs++;
    return new Promise((end) => {
      this.#task = { task, end };
      this.#send(FRAME.job, Buffer.from(JSON.stringify(task.job)));
    });
  }

  /** The engine has room again. */
  resume(): void {
    while (this.#waiting.length > 0) {
      const { kind, payload } = this.#waiting[0]!;
      if (this.#task?.task.chunk(kind, payload) === false) return;
      this.#waiting.shift();
    }
    this.#out.resume();
  }

  kill(cause: HostEnd): void {
    if (this.#ended || this.#killed) return;
    this.#killed = true;
    this.#cause = cause;
    this.#child.kill('SIGKILL');
    // Whoever holds the pipe open must not keep us waiting.
    this.#out.destroy();
  }

  /** Ends the host when it is over its memory. Cheap; called often. */
  watch(): void {
    const resident = this.pid === undefined ? 0 : residentBytes(this.pid);
    if (resident > this.limits.residentBytes) this.kill('memory');
  }

  #received(bytes: Buffer): void {
    try {
      for (const { kind, payload } of this.#reader.push(bytes)) this.#take(kind, payload);
    } catch {
      this.kill('died'); // A frame no honest host writes.
    }
  }

  #take(kind: number, payload: Buffer): void {
    if (this.#killed) return;
    const task = this.#task?.task;
    if (kind === FRAME.ready) this.#setReady(true);
    else if (task === undefined) this.kill('died');
    else if (kind <= LAST_ENGINE_FRAME) this.#pass(task, kind, payload);
    else if (kind === FRAME.read)
      this.#answer((buffer, position, done) => task.read(buffer, position, done), payload);
    else if (kind === FRAME.scratchWrite) this.#putAside(payload);
    else if (kind === FRAME.scratchRead)
      this.#answer((buffer, position, done) => {
        done(
          null,
          this.#scratch === undefined ? 0 : readSync(this.#scratch, buffer, 0, buffer.length, position),
        );
      }, payload);
    else if (kind === FRAME.done) this.#whenPassed(() => this.#finish('done'));
    else this.kill('died');
  }

  #pass(task: HostTask, kind: number, payload: Buffer): void {
    if (this.#waiting.length === 0 && task.chunk(kind, payload)) return;
    this.#waiting.push({ kind, payload: Buffer.from(payload) });
    this.#out.pause();
  }

  #whenPassed(then: () => void): void {
    if (this.#waiting.length === 0) then();
    else setTimeout(() => this.#whenPassed(then), 5);
  }

  #answer(
    get: (buffer: Buffer, position: number, done: (error: unknown, bytes: number) => void) => void,
    request: Buffer,
  ): void {
    const position = request.readDoubleLE(0);
    const length = Math.min(request.readUInt32LE(8), MAX_READ);
    if (!Number.isSafeInteger(position) || position < 0) {
      this.kill('died');
      return;
    }
    const buffer = Buffer.allocUnsafe(length);
    // A failed read is an end to the host; that the file could not be read is told by whoever reads it.
    get(buffer, position, (error, bytes) =>
      this.#send(FRAME.bytes, error === null ? buffer.subarray(0, bytes) : Buffer.alloc(0)),
    );
  }

  #putAside(payload: Buffer): void {
    const position = payload.readDoubleLE(0);
    const bytes = Buffer.from(payload.subarray(12));
    this.#scratchEnd = Math.max(this.#scratchEnd, position + bytes.length);
    if (!(position >= 0) || this.#scratchEnd > this.limits.scratchBytes) {
      this.kill('scratch');
      return;
    }
    try {
      this.#scratch ??= namelessFile();
      writeSync(this.#scratch, bytes, 0, bytes.length, position);
    } catch {
      this.kill('scratch'); // No room left, most likely.
    }
  }

  #send(kind: number, payload: Uint8Array): void {
    if (!this.#ended) this.#in.write(frame(kind, payload));
  }

  #finish(end: HostEnd): void {
    const task = this.#task;
    this.#task = undefined;
    this.#waiting = [];
    if (this.#scratch !== undefined) ftruncateSync(this.#scratch);
    this.#scratchEnd = 0;
    task?.end(end);
  }
}

/** A file that nobody can open and that is gone with this process, however it ends. What hosts put there is encrypted. */
function namelessFile(): number {
  const path = join(tmpdir(), `trawl-${randomUUID()}`);
  const fd = openSync(path, 'wx+', 0o600);
  unlinkSync(path);
  return fd;
}

function residentBytes(pid: number): number {
  let fd: number;
  try {
    fd = openSync(`/proc/${pid}/statm`, 'r');
  } catch {
    return 0; // Gone, or no /proc here.
  }
  try {
    const text = Buffer.alloc(128);
    return Number(text.toString('latin1', 0, readSync(fd, text)).split(' ')[1]) * 4096;
  } catch {
    return 0;
  } finally {
    closeSync(fd);
  }
}
