import type { DataAsset } from '../model/asset.js';
import type { Finding } from '../model/finding.js';
import type { AssetResult } from './lane.js';

/** What two passes over one asset found, as one result. The same finding in both counts what both saw. */
export function joinResults(first: AssetResult, second: AssetResult): AssetResult {
  const findings = new Map(first.findings.map((finding) => [finding.id, finding]));
  for (const finding of second.findings) {
    const known = findings.get(finding.id);
    findings.set(finding.id, known === undefined ? finding : joinFindings(known, finding));
  }
  const issues = [...first.issues, ...second.issues];
  const { pictures: _, ...rest } = first;
  return {
    ...rest,
    status: first.status === 'complete' && second.status === 'complete' ? 'complete' : 'partial',
    findings: [...findings.values()],
    columns: [...first.columns, ...second.columns],
    issues,
  };
}

function joinFindings(a: Finding, b: Finding): Finding {
  const best = b.confidence > a.confidence ? b : a;
  // Distinct values cannot be told apart across passes: the larger number is certain.
  const distinct = Math.max(a.distinct ?? 0, b.distinct ?? 0);
  return {
    ...best,
    count: a.count + b.count,
    ...(distinct === 0 ? {} : { distinct }),
    occurrences: [...a.occurrences, ...b.occurrences].slice(
      0,
      Math.max(a.occurrences.length, b.occurrences.length),
    ),
  };
}

/** Pictures were left unread: that is so much less coverage, and said. */
export function withPicturesUnread(asset: DataAsset, result: AssetResult): AssetResult {
  const { pictures = 0, ...rest } = result;
  const message = `${pictures} ${pictures === 1 ? 'picture' : 'pictures'} not read`;
  return {
    ...rest,
    status: result.status === 'complete' ? 'partial' : result.status,
    issues: [
      ...result.issues,
      { asset: asset.path, part: '', stage: 'extract', code: 'picture-text', message },
    ],
  };
}
