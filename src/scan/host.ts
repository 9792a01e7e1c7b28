import './silence.js';
import { Budget, type ExpandLimits } from '../extractors/budget.js';
import { PartTree } from '../extractors/part-tree.js';
import { FRAME } from './frames.js';
import { HostPipe, PipedScratch, PipedSink, PipedSource } from './host-pipe.js';

/**
 * The program of a parser host: takes assets apart, one after the other, and hands on what is in them. It holds no key and
 * opens nothing: bytes come and go through its standard input and output. Started by the parser lane (see sandbox.ts).
 */
export interface HostJob {
  readonly name: string;
  readonly size: number;
  readonly ocr: boolean;
  readonly limits: ExpandLimits;
  readonly passwords: readonly string[];
}

// Ctrl-C at a terminal reaches all processes; whether a host ends is the supervisor's decision.
process.on('SIGINT', () => {});
// What a parser throws from a callback of its own cannot be told from a bug: the host ends, its asset gets another try.
process.on('uncaughtException', () => process.exit(70));
process.on('unhandledRejection', () => process.exit(70));

const pipe = new HostPipe(() => process.exit(0));
pipe.write(FRAME.ready);
for (let got = pipe.next(); got !== undefined; got = pipe.next()) {
  if (got.kind !== FRAME.job) process.exit(71);
  const job = JSON.parse(got.payload.toString('utf8')) as HostJob;
  const budget = new Budget(job.limits, job.size);
  const context = {
    budget,
    ocr: job.ocr,
    passwords: job.passwords,
    scratch: () => new PipedScratch(pipe),
  };
  await new PartTree(new PipedSink(pipe), context, job.name).read(new PipedSource(pipe, job.size));
  pipe.write(FRAME.done);
}
process.exit(0);
