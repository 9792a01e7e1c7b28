import { basename } from 'node:path';
import type { Match } from '../detectors/detector.js';
import type { ColumnResult, TableSink } from '../detectors/table-scan.js';
import { joinPart } from '../extractors/part-output.js';
import type { TextReader } from '../extractors/text-reader.js';
import type { Coverage, DataAsset } from '../model/asset.js';
import type { ColumnReport } from '../model/finding.js';
import type { IssueCode, IssueStage, ScanIssue } from '../model/issue.js';
import type { Location } from '../model/location.js';
import type { AssetResult } from './lane.js';
import type { Tally } from './tally.js';

/** A table of JSON is an array; that of the document itself has no path. */
const JSON_ROOT = '$';
/** Reasons kept per asset; the first ones say what is wrong with it. */
const MAX_ISSUES = 200;

/** What becomes known of one asset while it is scanned. */
export class AssetRun {
  readonly issues: ScanIssue[] = [];
  readonly columns: ColumnReport[] = [];
  /** Of the asset's own text, once it is being read. */
  reader: TextReader | undefined;
  /** Pictures that were not read. */
  pictures = 0;
  #status: Coverage = 'complete';

  readonly #facts: Record<string, string | number | boolean> = {};

  constructor(
    private readonly asset: DataAsset,
    readonly tally: Tally,
  ) {}

  /** Something was not read: all of the asset (`skipped`), or some of it. */
  issue(status: 'partial' | 'skipped', stage: IssueStage, code: IssueCode, message: string, part = ''): void {
    if (this.#status !== 'skipped') this.#status = status;
    if (this.issues.length >= MAX_ISSUES) return;
    this.issues.push({ asset: this.asset.path, part: this.tally.name(part), stage, code, message });
  }

  fact(name: string, value: string | number | boolean): void {
    this.#facts[name] = value;
  }

  /** Something worth knowing that cost no coverage. */
  note(code: IssueCode, message: string): void {
    this.issues.push({ asset: this.asset.path, part: '', stage: 'extract', code, message });
  }

  /**
   * The one place where parts get their names: '' for the asset's own main text, else the file's name, `!/` and the way
   * inside: `dump.sql!/customers`, `export.json!/$.data.users[]`. Folder + part is then a full path. `outer` is the part
   * that holds this one.
   */
  part(outer: string, inner: string): string {
    if (inner === '' || inner === JSON_ROOT) return outer;
    const path = inner.startsWith(`${JSON_ROOT}.`) ? `${inner}[]` : inner;
    return joinPart(outer === '' ? basename(this.asset.path) : outer, path);
  }

  tableSink(part: string): TableSink {
    return {
      embedded: (match: Match, column, row, line) =>
        this.tally.addMatch(match, part, cell(this.tally.name(column), row, line), column),
      column: (result) => this.#column(part, result),
    };
  }

  #column(part: string, result: ColumnResult): void {
    const { decision } = result;
    const name = this.tally.name(result.name);
    for (const { infoType, values, ...settled } of result.found) {
      for (const value of values)
        this.tally.add(
          infoType,
          value,
          settled.confidence,
          settled.why,
          part,
          cell(name, value.row, value.line),
          name,
        );
      this.tally.settle(infoType, part, name, values.length, settled);
    }
    if (decision.rule === null) return;
    this.columns.push({
      name,
      part: this.tally.name(part),
      infoType: decision.rule.infoType,
      tier: this.tally.tierOf(decision.rule.infoType),
      confidence: Math.round(decision.confidence * 1000) / 1000,
      rows: result.rows,
      matched: result.matched,
      why: this.tally.reasons(decision.why),
      ...(decision.runnerUp === undefined ? {} : { runnerUp: decision.runnerUp }),
    });
  }

  result(bytes: number, encoding?: string): AssetResult {
    return {
      asset: this.asset.id,
      bytes,
      ...(encoding === undefined ? {} : { encoding }),
      status: this.#status,
      findings: this.tally.findings(),
      columns: this.columns,
      issues: this.issues,
      ...(this.pictures === 0 ? {} : { pictures: this.pictures }),
      ...(Object.keys(this.#facts).length === 0 ? {} : { facts: this.#facts }),
    };
  }
}

function cell(column: string, row: number, line: number | undefined): Location {
  return line === undefined ? { kind: 'cell', column, row } : { kind: 'cell', column, row, line };
}
