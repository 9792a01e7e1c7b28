import type { Rule } from '../../model/rule.js';

const MASK = '[*×xX●•＊#]';
/** What is left of a value when its middle is masked tells its type: by the end of a rule's id. */
const SHAPES: readonly (readonly [type: RegExp, left: RegExp])[] = [
  [/email$/, new RegExp(`^[^@\\s]*${MASK}+[^@\\s]*@[^@\\s]+$`)],
  [
    /\.mobile$/,
    new RegExp(`^(?:\\+?86[ -]?)?1[3-9][0-9](?:[ -]?${MASK}{3,5}[ -]?[0-9]{3,4}|[0-9]{0,4}${MASK}{4,8})$`),
  ],
  [/resident-id$/, new RegExp(`^(?=.{15}$|.{18}$)[1-9][0-9]{0,13}${MASK}{3,17}[0-9]{0,4}[0-9Xx]?$`)],
  [
    /card-/,
    new RegExp(
      `^(?=(?:[ -]?[^ -]){13,19}$)[3-6][0-9]{3,5}[0-9 -]{0,3}(?:${MASK}|[ -]){4,18}[0-9 -]{0,3}[0-9]{4}$`,
    ),
  ],
  [
    /person-name$/,
    new RegExp(`^[\\u4e00-\\u9fff]{1,2}${MASK}{1,2}[\\u4e00-\\u9fff]?$|^${MASK}{1,2}[\\u4e00-\\u9fff]{1,2}$`),
  ],
  [/plate$/, new RegExp(`^[\\u4e00-\\u9fff][A-Z][A-Z0-9]{0,3}${MASK}{2,5}[A-Z0-9]{0,3}$`)],
  [/address$/, new RegExp(`^[\\u4e00-\\u9fff]{4,}.*${MASK}{2,}`)],
];

/** Share of the masked cells that look like masked values of the rule; 0 for rules whose masks have no shape of their own. */
export function maskFit(rule: Rule, cells: readonly string[]): number {
  const shape = SHAPES.find(([type]) => type.test(rule.id))?.[1];
  if (shape === undefined || cells.length === 0) return 0;
  return cells.filter((cell) => cell.length <= 64 && shape.test(cell)).length / cells.length;
}
