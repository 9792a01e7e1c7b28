/** What the schemas say of a value, in Chinese. A schema carries one string, the English one; what nobody translated stands as it is. */
const CHINESE: Readonly<Record<string, string>> = {
  'must be 0..1': '应在 0 与 1 之间',
  'must not be negative': '不能为负数',
  'must be at least 1': '至少为 1',
  'must not be empty': '不能为空',
  'must name at least one path': '至少写一个路径',
  'must be a size such as 500M or 2G': '应为大小，如 500M、2G',
  'must be one or two digits, quoted': '应为一或两位数字，并加引号',
  'must be a length such as 18 or a range such as "15-34"': '应为长度（如 18）或范围（如 "15-34"）',
  'must be a quoted string such as "1.0"': '应为加引号的字符串，如 "1.0"',
  'must be lower-case words joined by "." or "-", like "cn.mobile"':
    '应为小写单词，以“.”或“-”相连，如 cn.mobile',
  'must be a string or {text, why}': '应为字符串，或 {text, why}',
  'needs exactly one of shape, digits, groups, literals, labels':
    '须恰好写 shape、digits、groups、literals、labels 之一',
  'lengths goes with shape: upper only': '中的 lengths 只与 shape: upper 同用',
  'shape: upper needs lengths': '中的 shape: upper 须有 lengths',
  'prefixes goes with digits only': '中的 prefixes 只与 digits 同用',
};

export function inChinese(message: string): string {
  return Object.hasOwn(CHINESE, message) ? CHINESE[message]! : message;
}
