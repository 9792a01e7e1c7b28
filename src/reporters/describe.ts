import { displayPath } from '../lib/display-path.js';
import type { Finding, Occurrence } from '../model/finding.js';
import { NOTHING_UNREAD } from '../model/issue.js';
import type { Report, ScanInfo } from '../model/report.js';
import { type Tier, tierRank } from '../model/tier.js';
import type { Lang } from './texts/texts.js';

/** 1234567 → "1,234,567". Not by Intl, whose first use costs tens of milliseconds. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** "0.8 s", "3 min 20 s", "2 h 5 min"; a negative or unknown span is "–". */
export function formatDuration(milliseconds: number, lang: Lang): string {
  const [h, min, s] = lang === 'zh' ? ['小时', '分', '秒'] : ['h', 'min', 's'];
  if (!Number.isFinite(milliseconds) || milliseconds < 0) return '–';
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} ${s}`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} ${min} ${seconds % 60} ${s}`;
  return `${Math.floor(seconds / 3600)} ${h} ${Math.floor((seconds % 3600) / 60)} ${min}`;
}

/** "2026-01-31 09:15 UTC". */
export function formatTime(iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime())
    ? displayPath(iso)
    : `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function scanDuration(scan: ScanInfo): number {
  return Date.parse(scan.finished) - Date.parse(scan.started);
}

export function ruleCount(scan: ScanInfo): number {
  return scan.rules.packs.reduce((sum, pack) => sum + pack.rules, 0);
}

/** Files and folders of which stored data was left unread. Links, pipes and second names of files read anyway are none. */
export function countUnread({ issues }: Report): number {
  return new Set(issues.filter(({ code }) => !NOTHING_UNREAD.has(code)).map(({ asset }) => asset)).size;
}

/** Most sensitive first, then most certain, then most values; ties by place, so that the order is stable. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    tierRank(a.tier) - tierRank(b.tier) ||
    b.confidence - a.confidence ||
    b.count - a.count ||
    compareText(a.asset, b.asset) ||
    compareText(a.id, b.id)
  );
}

/** By code unit: independent of the machine's locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Asset and part as one path. A part begins with the file's name: `share/` + `backup.zip!/q3.csv`. */
export function fullPath(asset: string, part: string): string {
  return part === '' ? asset : asset.slice(0, asset.lastIndexOf('/') + 1) + part;
}

/** The part within its file, for places that show the asset already: `!/q3.csv`. */
export function innerPath(part: string): string {
  const at = part.indexOf('!/');
  return at < 0 ? part : part.slice(at);
}

/** The flat form of an occurrence in JSON: `column` is a number in text, a name in tables. */
export function flatOccurrence({
  location,
  evidence,
}: Occurrence): Readonly<Record<string, string | number>> {
  const { kind: _, ...place } = location;
  return { ...place, evidence: evidence.mask, fingerprint: evidence.fingerprint };
}

/** Confidence with at most four decimals. */
export function round(confidence: number): number {
  return Math.round(confidence * 10_000) / 10_000;
}

/** Two decimals, never rounded up into the next band. */
export function formatConfidence(confidence: number): string {
  return (Math.floor(confidence * 100 + 1e-9) / 100).toFixed(2);
}

/** The tier as a colour of the terminal. */
export const TIER_COLOUR: Readonly<Record<Tier, 'red' | 'yellow' | 'cyan'>> = {
  core: 'red',
  general: 'yellow',
  basic: 'cyan',
};

/** Writes records in batches, one chunk per `size` records. */
export function* inBatches<T>(
  items: readonly T[],
  size: number,
  write: (item: T, index: number) => string,
): Generator<string> {
  for (let start = 0; start < items.length; start += size) {
    let chunk = '';
    const end = Math.min(items.length, start + size);
    for (let i = start; i < end; i++) chunk += write(items[i]!, i);
    yield chunk;
  }
}
