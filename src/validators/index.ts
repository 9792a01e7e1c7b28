import { aadhaar } from './aadhaar.js';
import { abaRoutingUs } from './aba-routing-us.js';
import { abnAu } from './abn-au.js';
import { acnAu } from './acn-au.js';
import { ahvCh } from './ahv-ch.js';
import { apiKey } from './api-key.js';
import { brnKr } from './brn-kr.js';
import { bsnNl } from './bsn-nl.js';
import { businessRegNo } from './business-reg-no.js';
import { cardBin } from './card-bin.js';
import { cardBrand } from './card-brand.js';
import { cardExpiry } from './card-expiry.js';
import { cifEs } from './cif-es.js';
import { cnaps } from './cnaps.js';
import { cnpRo } from './cnp-ro.js';
import { cnpjBr } from './cnpj-br.js';
import { codiceFiscaleIt } from './codice-fiscale-it.js';
import { corporateNumberJp } from './corporate-number-jp.js';
import { cpfBr } from './cpf-br.js';
import { cprDk } from './cpr-dk.js';
import { cryptoWallet } from './crypto-wallet.js';
import { cuitAr } from './cuit-ar.js';
import { curpMx } from './curp-mx.js';
import { date } from './date.js';
import { deaUs } from './dea-us.js';
import { digitsNotTrivial } from './digits-not-trivial.js';
import { dniEs } from './dni-es.js';
import { egnBg } from './egn-bg.js';
import { email } from './email.js';
import { entropy } from './entropy.js';
import { euVat } from './eu-vat.js';
import { fodselsnummerNo } from './fodselsnummer-no.js';
import { foreignPermanentId } from './foreign-permanent-id.js';
import { foreignPermanentId15 } from './foreign-permanent-id-15.js';
import { geoPair } from './geo-pair.js';
import { gstinIn } from './gstin-in.js';
import { hetuFi } from './hetu-fi.js';
import { hkid } from './hkid.js';
import { hmtResidencePermit } from './hmt-residence-permit.js';
import { iban } from './iban.js';
import { idNik } from './id-nik.js';
import { idZa } from './id-za.js';
import { iinKz } from './iin-kz.js';
import { imei } from './imei.js';
import { innRu } from './inn-ru.js';
import { ipv4 } from './ipv4.js';
import { ipv6 } from './ipv6.js';
import { irdNz } from './ird-nz.js';
import { isikukoodEe } from './isikukood-ee.js';
import { itinUs } from './itin-us.js';
import { jwt } from './jwt.js';
import { landlineCn } from './landline-cn.js';
import { lei } from './lei.js';
import { luhn } from './luhn.js';
import { mac } from './mac.js';
import { medicareAu } from './medicare-au.js';
import { militaryId } from './military-id.js';
import { mobileCn } from './mobile-cn.js';
import { mrz } from './mrz.js';
import { myKad } from './my-kad.js';
import { myNumberJp } from './my-number-jp.js';
import { nhsUk } from './nhs-uk.js';
import { nieEs } from './nie-es.js';
import { nifPt } from './nif-pt.js';
import { ninoUk } from './nino-uk.js';
import { nirFr } from './nir-fr.js';
import { npiUs } from './npi-us.js';
import { nricSg } from './nric-sg.js';
import { oibHr } from './oib-hr.js';
import { orgCode } from './org-code.js';
import { panIn } from './pan-in.js';
import { passwordValue } from './password-value.js';
import { personnummerSe } from './personnummer-se.js';
import { peselPl } from './pesel-pl.js';
import { phoneHk } from './phone-hk.js';
import { phoneIntl } from './phone-intl.js';
import { phoneMo } from './phone-mo.js';
import { phoneTw } from './phone-tw.js';
import { plateCn } from './plate-cn.js';
import { ppsIe } from './pps-ie.js';
import { qqNumber } from './qq-number.js';
import { residentId } from './resident-id.js';
import { residentId15 } from './resident-id-15.js';
import { rijksregisterBe } from './rijksregister-be.js';
import { rodneCisloCz } from './rodne-cislo-cz.js';
import { rrnKr } from './rrn-kr.js';
import { rutCl } from './rut-cl.js';
import { sinCa } from './sin-ca.js';
import { snilsRu } from './snils-ru.js';
import { ssnUs } from './ssn-us.js';
import { steuerIdDe } from './steuer-id-de.js';
import { swiftBic } from './swift-bic.js';
import { taiwanId } from './taiwan-id.js';
import { taxIdOld } from './tax-id-old.js';
import { tcknTr } from './tckn-tr.js';
import { teudatZehutIl } from './teudat-zehut-il.js';
import { tfnAu } from './tfn-au.js';
import { thaiId } from './thai-id.js';
import { ubnTw } from './ubn-tw.js';
import { uscc } from './uscc.js';
import { utrUk } from './utr-uk.js';
import type { Validator } from './validator.js';
import { verhoeff } from './verhoeff.js';
import { vin } from './vin.js';
import { vnCccd } from './vn-cccd.js';
import { wechatId } from './wechat-id.js';

/** Every validator: the numbers of China and the general checks first, then those of other countries. */
const LIST: readonly Validator[] = [
  residentId,
  residentId15,
  foreignPermanentId,
  foreignPermanentId15,
  hmtResidencePermit,
  hkid,
  taiwanId,
  luhn,
  cardBin,
  cardBrand,
  cardExpiry,
  iban,
  swiftBic,
  cnaps,
  uscc,
  orgCode,
  businessRegNo,
  taxIdOld,
  mobileCn,
  landlineCn,
  phoneIntl,
  phoneHk,
  phoneMo,
  phoneTw,
  imei,
  mrz,
  cryptoWallet,
  vin,
  plateCn,
  militaryId,
  date,
  ipv4,
  ipv6,
  mac,
  geoPair,
  jwt,
  entropy,
  passwordValue,
  apiKey,
  email,
  qqNumber,
  wechatId,
  digitsNotTrivial,
  verhoeff,
  aadhaar,
  abaRoutingUs,
  abnAu,
  acnAu,
  ahvCh,
  brnKr,
  bsnNl,
  cifEs,
  cnpRo,
  cnpjBr,
  codiceFiscaleIt,
  corporateNumberJp,
  cpfBr,
  cprDk,
  cuitAr,
  curpMx,
  deaUs,
  dniEs,
  egnBg,
  euVat,
  fodselsnummerNo,
  gstinIn,
  hetuFi,
  idNik,
  idZa,
  iinKz,
  innRu,
  irdNz,
  isikukoodEe,
  itinUs,
  lei,
  medicareAu,
  myKad,
  myNumberJp,
  nhsUk,
  nieEs,
  nifPt,
  ninoUk,
  nirFr,
  npiUs,
  nricSg,
  oibHr,
  panIn,
  personnummerSe,
  peselPl,
  ppsIe,
  rijksregisterBe,
  rodneCisloCz,
  rrnKr,
  rutCl,
  sinCa,
  snilsRu,
  ssnUs,
  steuerIdDe,
  tcknTr,
  teudatZehutIl,
  tfnAu,
  thaiId,
  ubnTw,
  utrUk,
  vnCccd,
];

/** By id, as rules name them. */
export const VALIDATORS: ReadonlyMap<string, Validator> = new Map(
  LIST.map((validator) => [validator.id, validator]),
);

export const validatorIds: readonly string[] = LIST.map((validator) => validator.id);
