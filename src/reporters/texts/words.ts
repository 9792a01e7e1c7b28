import type { Coverage } from '../../model/asset.js';
import type { Lang } from '../../model/bilingual.js';
import type { IssueCode, IssueStage } from '../../model/issue.js';
import type { Tier } from '../../model/tier.js';
import type { Severity } from '../../model/violation.js';

export type { Lang };

/** Likelihood in words: from 0.85, from 0.65, below. */
export const BANDS = ['certain', 'likely', 'possible'] as const;
export type Band = (typeof BANDS)[number];

/** What an issue means and what a person can do about it. */
export interface IssueText {
  readonly what: string;
  readonly todo: string;
}

/** Every word a report says. `{0}`, `{1}` are filled in by `fill`. */
export interface Texts {
  readonly locale: string;
  readonly tier: Readonly<Record<Tier, string>>;
  readonly tierShort: Readonly<Record<Tier, string>>;
  readonly tierHolds: Readonly<Record<Tier, string>>;
  readonly noTier: string;
  readonly band: Readonly<Record<Band, string>>;
  readonly coverage: Readonly<Record<Coverage, string>>;
  readonly stage: Readonly<Record<IssueStage, string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly issue: Readonly<Record<IssueCode, IssueText>>;
  /** Reason code -> sentence; `{0}` is what stands after the colon. */
  readonly why: Readonly<Record<string, string>>;
  /** Words of the terminal, CSV, SARIF, Markdown and JUnit formats. */
  readonly words: Readonly<Record<Word, string>>;
  /** Words of the HTML page only. */
  readonly page: Readonly<Record<PageWord, string>>;
}

export type Word =
  | 'title'
  | 'scanned'
  | 'rules'
  | 'finished'
  | 'interrupted'
  | 'findings'
  | 'places'
  | 'assets'
  | 'more'
  | 'column'
  | 'line'
  | 'row'
  | 'nothing'
  | 'nothingRead'
  | 'emptyRoot'
  | 'noneReadable'
  | 'unprotected'
  | 'sumFindings'
  | 'sumValues'
  | 'sumAssets'
  | 'sumShare'
  | 'startWith'
  | 'notRead'
  | 'notReadNone'
  | 'violations'
  | 'undetermined'
  | 'observed'
  | 'expected'
  | 'verdictCore'
  | 'verdictGeneral'
  | 'verdictBasic'
  | 'verdictClean'
  | 'verdictIncomplete'
  | 'likelihood'
  | 'because'
  | 'moreIssues'
  | 'type'
  | 'tier'
  | 'count'
  | 'evidence'
  | 'where'
  | 'sarifFinding'
  | 'sarifRule'
  | 'sarifHelp'
  | 'progressFiles'
  | 'progressLeft'
  | 'progressFindings'
  | 'progressListing'
  | 'comma';

export type PageWord =
  | 'title'
  | 'scanFacts'
  | 'scope'
  | 'started'
  | 'duration'
  | 'host'
  | 'version'
  | 'rulesUsed'
  | 'scanId'
  | 'volume'
  | 'incomplete'
  | 'overview'
  | 'ofAssets'
  | 'findingsUnit'
  | 'valuesUnit'
  | 'assetsUnit'
  | 'map'
  | 'mapHint'
  | 'byFindings'
  | 'byBytes'
  | 'byValues'
  | 'heat'
  | 'heatHint'
  | 'heatMore'
  | 'findings'
  | 'search'
  | 'searchLabel'
  | 'anyTier'
  | 'anyType'
  | 'anyBand'
  | 'clear'
  | 'shown'
  | 'path'
  | 'type'
  | 'tier'
  | 'likelihood'
  | 'count'
  | 'distinct'
  | 'column'
  | 'part'
  | 'places'
  | 'reasons'
  | 'evidence'
  | 'fingerprint'
  | 'line'
  | 'row'
  | 'pageNumber'
  | 'bytesAt'
  | 'prev'
  | 'next'
  | 'pageOf'
  | 'noMatch'
  | 'moreOccurrences'
  | 'columns'
  | 'columnsHint'
  | 'matched'
  | 'runnerUp'
  | 'coverage'
  | 'coverageHint'
  | 'status'
  | 'todo'
  | 'note'
  | 'everythingRead'
  | 'violations'
  | 'clause'
  | 'severity'
  | 'observed'
  | 'expected'
  | 'why'
  | 'action'
  | 'undetermined'
  | 'method'
  | 'method1'
  | 'method2'
  | 'method3'
  | 'method4'
  | 'method5'
  | 'language'
  | 'theme'
  | 'others'
  | 'folder'
  | 'expand'
  | 'skipTo'
  | 'sortBy'
  | 'print'
  | 'root'
  | 'moreRows'
  | 'none'
  | 'totalFindings';
