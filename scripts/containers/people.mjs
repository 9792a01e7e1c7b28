// The people that are put into every kind of container: made up, valid by form, always the same.
import { seeded } from '../../bench/lib/random.mjs';
import * as v from '../../bench/lib/values.mjs';

export const HEADER = ['姓名', '身份证号', '手机号', '银行卡号', '邮箱', '收货地址'];

const r = seeded(20240601);

/** Twelve rows under HEADER. */
export const PEOPLE = Array.from({ length: 12 }, () => [
  v.personName(r),
  v.residentId(r),
  v.mobile(r),
  v.unionpay(r),
  v.email(r),
  v.address(r),
]);

/** The same as labelled lines, for containers of running text. */
export const LINES = PEOPLE.map((row) => row.map((cell, i) => `${HEADER[i]}：${cell}`).join('，'));
