import { z } from 'zod';
import { SHAPES } from '../model/shape.js';
import { TIERS } from '../model/tier.js';

/**
 * The shape of a pack file, before lists, defaults and `extends` are resolved. Every object is strict: a key nobody reads
 * is a typing slip. Wherever a list of strings stands, `$name` splices in a list of the pack or of `_common.yaml`.
 */
const id = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'must be lower-case words joined by "." or "-", like "cn.mobile"');
const text = z.string().min(1, 'must not be empty');
const strings = z.array(text);
const share = z.number().min(0, 'must be 0..1').max(1, 'must be 0..1');
/** 18, or "15-34". */
const lengths = z.array(
  z.union(
    [z.number().int().min(1).max(63), z.string().regex(/^\d{1,2}-\d{1,2}$/)],
    'must be a length such as 18 or a range such as "15-34"',
  ),
);

const anchor = z
  .strictObject({
    shape: z.enum(SHAPES).optional(),
    lengths: lengths.optional(),
    digits: lengths.optional(),
    prefixes: z.array(z.string().regex(/^\d{1,2}$/, 'must be one or two digits, quoted')).optional(),
    groups: z.array(z.number().int().min(1).max(15)).min(2).max(6).optional(),
    literals: strings.optional(),
    labels: z.literal(true).optional(),
  })
  .superRefine((value, context) => {
    const kinds = [value.shape, value.digits, value.groups, value.literals, value.labels].filter(
      (kind) => kind !== undefined,
    );
    if (kinds.length !== 1)
      context.addIssue({
        code: 'custom',
        message: 'needs exactly one of shape, digits, groups, literals, labels',
      });
    if (value.lengths !== undefined && value.shape !== 'upper')
      context.addIssue({ code: 'custom', message: 'lengths goes with shape: upper only' });
    if (value.shape === 'upper' && value.lengths === undefined)
      context.addIssue({ code: 'custom', message: 'shape: upper needs lengths' });
    if (value.prefixes !== undefined && value.digits === undefined)
      context.addIssue({ code: 'custom', message: 'prefixes goes with digits only' });
  });

const example = z.union(
  [text, z.strictObject({ text, why: text.optional() })],
  'must be a string or {text, why}',
);
const bilingual = z.strictObject({ zh: text, en: text });

/** Every field is optional here: a rule may take it from `defaults` or from the rule it `extends`. */
const ruleFields = {
  infoType: id.optional(),
  tier: z.enum(TIERS).optional(),
  name: bilingual.optional(),
  patterns: strings.optional(),
  ignoreCase: z.boolean().optional(),
  parser: text.optional(),
  anchors: z.array(anchor).optional(),
  validators: strings.optional(),
  strip: z.string().optional(),
  confidence: z
    .strictObject({
      prior: share.optional(),
      strength: share.optional(),
      invalidLabelled: share.optional(),
      needsContext: z.boolean().optional(),
    })
    .optional(),
  columnClass: z.enum(['strong', 'medium', 'weak']).optional(),
  context: z
    .strictObject({
      words: strings.optional(),
      columns: strings.optional(),
      hints: strings.optional(),
      negative: strings.optional(),
      globalNegative: z.boolean().optional(),
    })
    .optional(),
  placeholders: strings.optional(),
  /** Examples are written with a `~` inside secret-shaped literals; the loader drops it. */
  tilde: z.boolean().optional(),
  examples: z
    .strictObject({ match: z.array(example).optional(), miss: z.array(example).optional() })
    .optional(),
  references: strings.optional(),
};

export const rawRuleSchema = z.strictObject({ id: id.optional(), extends: id.optional(), ...ruleFields });

export const packSchema = z.strictObject({
  pack: id,
  version: z.string('must be a quoted string such as "1.0"').min(1),
  description: bilingual.optional(),
  defaults: z.strictObject(ruleFields).optional(),
  lists: z.record(z.string(), strings).optional(),
  rules: z.array(rawRuleSchema).optional(),
  /** Rules of earlier packs that this installation does not want. */
  disable: z.array(id).optional(),
  /** infoTypes whose tier this installation sets otherwise. */
  tiers: z.record(id, z.enum(TIERS)).optional(),
});

/** `_common.yaml`: what all packs share. */
export const commonSchema = z.strictObject({
  lists: z.record(z.string(), strings).optional(),
  negative: strings.optional(),
  precedence: z.array(z.array(id).min(2)).optional(),
});

export type RawRule = z.infer<typeof rawRuleSchema>;
export type RawPack = z.infer<typeof packSchema>;
export type RawCommon = z.infer<typeof commonSchema>;
export type RawAnchor = z.infer<typeof anchor>;

/** Names for `did you mean`. */
export const KNOWN_KEYS: readonly string[] = [
  ...Object.keys(packSchema.shape),
  ...Object.keys(commonSchema.shape),
  ...Object.keys(rawRuleSchema.shape),
  ...['prior', 'strength', 'invalidLabelled', 'needsContext'],
  ...['words', 'columns', 'hints', 'negative', 'globalNegative'],
  ...['shape', 'lengths', 'digits', 'prefixes', 'groups', 'literals', 'labels'],
  ...['match', 'miss', 'text', 'why', 'zh', 'en'],
];
