import { mobileCn } from './mobile-cn.js';
import { INVALID, type Validator, valid } from './validator.js';

/** Words that follow a WeChat label without being an account. */
const WORDS =
  /^(?:wechat|weixin|wxpay|payment|config|openid|unionid|appid|app_id|appsecret|number|account|string|undefined|miniprogram|official|service|login|public)$/i;

/**
 * WeChat account: wxid_ of the system, an openid (o and 27 characters), a chosen name (6-20, letter first), or a mobile number.
 * Reasons: `wxid` 1, `openid` 0.8, `mobile` 0.8, `format` 0.5, letters only 0.3.
 */
export const wechatId: Validator = {
  id: 'wechat-id',
  source: 'Tencent WeChat help centre, rules for WeChat IDs',
  check(value) {
    const text = value.slice(0, 64);
    if (/^wxid_[a-z0-9]{10,20}$/i.test(text)) return valid(1, 'wxid');
    if (/^o[\w-]{27}$/.test(text)) return valid(0.8, 'openid');
    if (mobileCn.check(text).state === 'valid') return valid(0.8, 'mobile');
    if (!/^[A-Za-z][\w-]{5,19}$/.test(text) || WORDS.test(text)) return INVALID;
    return valid(/[\d_-]/.test(text) ? 0.5 : 0.3, 'format');
  },
};
