import { INVALID, type Validator, valid } from './validator.js';

/** Issuer -> exact form of its keys. Every quantifier is bounded, the forms are anchored. */
const FAMILIES: Readonly<Record<string, RegExp>> = {
  aws: /^(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}$/,
  alibaba: /^LTAI[A-Za-z0-9]{12,24}$/,
  tencent: /^AKID[A-Za-z0-9]{32}$/,
  volcengine: /^AKLT[A-Za-z0-9]{32,64}$/,
  google: /^(?:AIza[\w-]{35}|GOCSPX-[\w-]{28}|ya29\.[\w-]{20,500})$/,
  azure: /^[A-Za-z0-9+/]{86}==$/,
  github: /^(?:gh[opusr]_[0-9A-Za-z]{36}|github_pat_\w{82})$/,
  gitlab: /^(?:glpat|gldt|glrt|glcbt|glptt|glft|glsoat)-[\w-]{20,64}$/,
  atlassian: /^(?:ATATT3[\w=-]{100,300}|ATCTT3[\w=-]{100,300}|ATBB[A-Za-z0-9]{32})$/,
  slack:
    /^(?:xox[abeprs]-(?:\d{1,2}-)?[0-9A-Za-z]{8,30}-[0-9A-Za-z-]{10,250}|xapp-\d-[A-Z0-9]{8,20}-\d{8,20}-[a-f0-9]{32,80})$/,
  stripe: /^(?:(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,200}|whsec_[A-Za-z0-9]{24,64})$/,
  openai: /^sk-(?:proj-|svcacct-|admin-)?[\w-]{20,170}T3BlbkFJ[\w-]{20,170}$/,
  anthropic: /^sk-ant-[a-z]{3,8}\d{2}-[\w-]{80,120}$/,
  'sk-style': /^sk-(?:[a-f0-9]{32}|[A-Za-z0-9]{48}|or-v1-[a-f0-9]{64})$/,
  npm: /^npm_[A-Za-z0-9]{36}$/,
  pypi: /^pypi-AgEIcHlwaS5vcmc[\w-]{50,300}$/,
  'hugging-face': /^hf_[A-Za-z]{34}$/,
  sendgrid: /^SG\.[\w-]{22}\.[\w-]{43}$/,
  mailchimp: /^[a-f0-9]{32}-us\d{1,2}$/,
  mailgun: /^key-[a-f0-9]{32}$/,
  twilio: /^(?:SK|AC)[a-f0-9]{32}$/,
  digitalocean: /^do[por]_v1_[a-f0-9]{64}$/,
  telegram: /^\d{8,10}:AA[\w-]{33}$/,
  discord: /^[MNO][A-Za-z\d]{23,27}\.[\w-]{6}\.[\w-]{27,40}$/,
  shopify: /^shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}$/,
  square: /^(?:sq0(?:atp|csp|idp)-[\w-]{22,43}|EAAA[\w-]{60})$/,
  docker: /^dckr_(?:pat|oat)_[\w-]{27,32}$/,
  databricks: /^dapi[a-f0-9]{32}(?:-\d)?$/,
  hashicorp: /^(?:hv[sbr]\.[\w-]{24,200}|[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70})$/,
  doppler: /^dp\.(?:pt|st|ct|sa|scim|audit)\.[\w.-]{40,80}$/,
  grafana: /^gl(?:sa|c)_[\w+/=]{32,400}$/,
  'new-relic': /^NR(?:AK|AL|II|JS)-[A-Za-z0-9-]{19,42}$/,
  linear: /^lin_(?:api|oauth)_[A-Za-z0-9]{32,64}$/,
  notion: /^(?:secret_[A-Za-z0-9]{43}|ntn_[A-Za-z0-9]{46})$/,
  figma: /^figd_[\w-]{40,60}$/,
  postman: /^PMAK-[a-f0-9]{24}-[a-f0-9]{34}$/,
  planetscale: /^pscale_(?:tkn|pw|oauth)_[\w.=-]{32,64}$/,
  sentry: /^sntr(?:ys|yu)_[\w+/=]{40,300}$/,
  age: /^AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}$/,
};

/**
 * A key whose prefix and length name its issuer. Samples of documentation (ending EXAMPLE, bodies of x or *) are dropped.
 * Reason: `family:aws` 1 (0.6 for forms without a telling prefix: azure, mailchimp, twilio, discord, sk-style).
 */
export const apiKey: Validator = {
  id: 'api-key',
  source: 'Key formats published by the issuers',
  check(value) {
    if (value.length > 512 || /EXAMPLE(?:KEY)?$/i.test(value) || /(?:x{8,}|X{8,}|\*{4,})/.test(value))
      return INVALID;
    for (const [family, form] of Object.entries(FAMILIES)) {
      if (form.test(value)) return valid(WEAK.has(family) ? 0.6 : 1, `family:${family}`);
    }
    return INVALID;
  },
};

/** Forms that other data may have too. */
const WEAK: ReadonlySet<string> = new Set(['azure', 'mailchimp', 'twilio', 'discord', 'sk-style']);
