import type { Coverage, DataAsset } from '../model/asset.js';
import type { Finding } from '../model/finding.js';
import type { ScanIssue } from '../model/issue.js';
import type { AssetReport } from '../model/report.js';
import { type Tier, worstTier } from '../model/tier.js';
import type { AssetResult } from './lane.js';

/** The tier of an asset, by what was found in it. */
export type TierOfAsset = (findings: readonly Finding[], columns: AssetResult['columns']) => Tier | null;

/** The most sensitive tier among the findings and columns. */
export const worstTierFound: TierOfAsset = (findings, columns) =>
  [...findings, ...columns].reduce<Tier | null>((worst, { tier }) => worstTier(worst, tier), null);

interface Row {
  readonly number: number;
  readonly findings: readonly Finding[];
  readonly issues: readonly ScanIssue[];
}

const NOTHING: readonly never[] = Object.freeze([]);

/**
 * Keeps the books: what is listed is settled exactly once, as complete, partial or skipped, and never without a reason.
 * Anything else is a bug and throws, because a lost asset would read as a clean one. Rows come out in listing order,
 * whatever order they were settled in. Of a clean asset one small record is kept.
 */
export class Accounting {
  readonly #open = new Map<string, number>();
  readonly #assets: AssetReport[] = [];
  readonly #notable: Row[] = [];
  readonly #loose: { readonly after: number; readonly issue: ScanIssue }[] = [];
  readonly #settled: Record<Coverage, number> = { complete: 0, partial: 0, skipped: 0 };
  #listed = 0;
  bytesListed = 0;
  bytesDone = 0;
  bytesRead = 0;
  findings = 0;

  constructor(
    readonly minConfidence: number,
    readonly tierOfAsset: TierOfAsset,
  ) {}

  get listed(): number {
    return this.#listed;
  }

  get done(): number {
    return this.#settled.complete + this.#settled.partial + this.#settled.skipped;
  }

  /** Notes an asset in scope. */
  list(asset: DataAsset): void {
    if (this.#open.has(asset.id)) throw new Error(`listed twice: ${asset.id}`);
    this.#open.set(asset.id, this.#listed++);
    this.bytesListed += asset.size ?? 0;
  }

  /** Notes an issue that belongs to no listed asset. */
  note(issue: ScanIssue): void {
    this.#loose.push({ after: this.#listed, issue });
  }

  /** Notes the result of a listed asset; returns its row. */
  settle(asset: DataAsset, result: AssetResult): { report: AssetReport; findings: readonly Finding[] } {
    const number = this.#open.get(asset.id);
    if (number === undefined || result.asset !== asset.id)
      throw new Error(`settled, but not listed: ${asset.id}`);
    if (result.status !== 'complete' && result.issues.length === 0)
      throw new Error(`${result.status} without a reason: ${asset.id}`);
    const status = result.status === 'complete' && result.issues.length > 0 ? 'partial' : result.status;
    this.#open.delete(asset.id);
    const findings = result.findings.filter(({ confidence }) => confidence >= this.minConfidence);
    const columns = result.columns.filter(({ confidence }) => confidence >= this.minConfidence);
    const report: AssetReport = {
      id: asset.id,
      source: asset.source,
      path: asset.path,
      kind: asset.kind,
      bytes: result.bytes,
      ...(result.encoding === undefined ? undefined : { encoding: result.encoding }),
      tier: this.tierOfAsset(findings, columns),
      status,
      reasons: result.issues.length === 0 ? NOTHING : [...new Set(result.issues.map(({ code }) => code))],
      ...(columns.length === 0 ? undefined : { columns }),
    };
    this.#assets[number] = report;
    if (findings.length + result.issues.length > 0)
      this.#notable.push({ number, findings, issues: result.issues });
    this.#settled[status]++;
    this.bytesDone += asset.size ?? 0;
    this.bytesRead += result.bytes;
    this.findings += findings.length;
    return { report, findings };
  }

  /** Closes the books. Throws when they do not balance. */
  close(): {
    assets: readonly AssetReport[];
    findings: readonly Finding[];
    issues: readonly ScanIssue[];
    settled: Readonly<Record<Coverage, number>>;
  } {
    if (this.#open.size > 0 || this.done !== this.#listed || this.#assets.length !== this.#listed)
      throw new Error(`${this.#listed} assets listed, ${this.done} settled, ${this.#open.size} open`);
    this.#notable.sort((a, b) => a.number - b.number);
    const issues = [
      ...this.#notable.flatMap(({ number, issues }) => issues.map((issue) => ({ after: number, issue }))),
      ...this.#loose,
    ].sort((a, b) => a.after - b.after);
    return {
      assets: this.#assets,
      findings: this.#notable.flatMap(({ findings }) => findings),
      issues: issues.map(({ issue }) => issue),
      settled: this.#settled,
    };
  }
}
