import type { KnownNames } from '../../src/config/build-rule.js';

/** Names on the validators and parsers shelves, as far as packs use them. */
export const SHELF: Required<KnownNames> = {
  validators: (
    'resident-id resident-id-15 foreign-permanent-id foreign-permanent-id-15 hmt-residence-permit hkid taiwan-id luhn card-bin card-brand ' +
    'iban swift-bic cnaps uscc org-code business-reg-no tax-id-old mobile-cn landline-cn phone-intl phone-hk phone-mo phone-tw imei mrz ' +
    'crypto-wallet vin plate-cn aadhaar nric-sg my-number-jp rrn-kr cpf-br cnpj-br sin-ca tfn-au medicare-au nino-uk nhs-uk ssn-us itin-us ' +
    'pan-in eu-vat date ipv4 ipv6 mac geo-pair jwt entropy password-value api-key email qq-number wechat-id military-id card-expiry ' +
    'digits-not-trivial dni-es nie-es codice-fiscale-it pesel-pl bsn-nl nir-fr steuer-id-de cuit-ar rut-cl curp-mx nif-pt personnummer-se ' +
    'fodselsnummer-no hetu-fi thai-id my-kad id-nik abn-au npi-us aba-routing-us cpr-dk vn-cccd cnp-ro rijksregister-be rodne-cislo-cz ' +
    'oib-hr tckn-tr teudat-zehut-il id-za iin-kz inn-ru snils-ru isikukood-ee pps-ie ahv-ch utr-uk gstin-in brn-kr corporate-number-jp ' +
    'ubn-tw cif-es ird-nz egn-bg lei'
  ).split(' '),
  parsers: ['person-name', 'person-name-foreign', 'cn-address', 'en-address', 'cn-company', 'consumption'],
};
