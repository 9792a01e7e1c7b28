// Labelled tables: each column knows its type (or null for a decoy).
import * as v from './values.mjs';

const KINDS = {
  'cn.resident-id': {
    make: v.residentId,
    headers: [
      '身份证号',
      '身份证号码',
      '证件号码',
      'sfzh',
      'id_card',
      'idCardNo',
      'ID_NUMBER_CN',
      '公民身份号码',
    ],
  },
  'cn.mobile': {
    make: v.mobile,
    headers: ['手机号', '手机号码', '联系电话', 'sjh', 'mobile', 'phone_no', 'cust_mobile', '客户手机'],
  },
  'cn.landline': {
    make: (r) => {
      const { area, number } = v.landline(r);
      return `${area}-${number}`;
    },
    headers: ['座机', '固定电话', '办公电话', 'gddh', 'office_tel'],
  },
  'fin.card-unionpay': {
    make: v.unionpay,
    headers: ['银行卡号', '卡号', 'yhkh', 'bank_card_no', 'card_no', '收款卡号'],
  },
  'cn.bank-account': {
    make: v.bankAccount,
    headers: ['对公账号', '银行账号', 'yhzh', 'bank_account', '收款账号'],
    needsHeader: true,
  },
  email: { make: v.email, headers: ['邮箱', '电子邮箱', 'email', 'mail', 'dzyx', '联系邮箱'] },
  'cn.person-name': {
    make: v.personName,
    headers: ['姓名', '客户姓名', '联系人', 'xm', 'cust_name', 'real_name', '收件人'],
  },
  'cn.address': { make: v.address, headers: ['地址', '收货地址', '家庭住址', 'jtzz', 'address', '联系地址'] },
  'cn.company-name': {
    make: v.company,
    headers: ['公司名称', '单位名称', '供应商名称', 'gsmc', 'company_name'],
  },
  'cn.uscc': { make: v.uscc, headers: ['统一社会信用代码', '税号', 'tyshxydm', 'credit_code'] },
  'cn.vehicle-plate': { make: v.plate, headers: ['车牌号', '车牌', 'cphm', 'plate_no'] },
  'vehicle.vin': { make: v.vin, headers: ['车架号', 'vin', '车辆识别代号'] },
  'device.imei': { make: v.imei, headers: ['IMEI', '设备串号', 'imei_code'], needsHeader: true },
  'cn.cnaps': { make: v.cnaps, headers: ['联行号', 'cnaps', '开户行号'], needsHeader: true },
  'person.dob': {
    make: (r) => {
      const { year, month, day } = v.date(r, 1955, 2003);
      return `${year}-${r.pad(month, 2)}-${r.pad(day, 2)}`;
    },
    headers: ['出生日期', '生日', 'birthday', 'csrq'],
    needsHeader: true,
  },
};

const DECOYS = {
  order: { make: (r) => `2024${r.digits(14)}`, headers: ['订单号', '订单编号', 'order_no', 'ddh'] },
  serial: { make: (_r, row) => String(100000 + row), headers: ['序号', 'id', '编号', 'no'] },
  amount: {
    make: (r) => `${r.int(1, 99999)}.${r.digits(2)}`,
    headers: ['金额', '应付金额', 'amount', 'price'],
  },
  status: {
    make: (r) => r.pick(['已完成', '处理中', '已取消', '待付款']),
    headers: ['状态', 'status', '订单状态'],
  },
  city: {
    make: (r) => r.pick(['杭州', '深圳', '北京', '上海', '成都', '武汉']),
    headers: ['城市', 'city', '地区'],
  },
  dept: {
    make: (r) => r.pick(['财务部', '市场部', '研发中心', '人力资源部', '客服中心']),
    headers: ['部门', 'dept', '所属部门'],
  },
  created: {
    make: (r) => `2024-0${r.int(1, 9)}-1${r.int(0, 9)} 0${r.int(0, 9)}:${r.int(10, 59)}:${r.int(10, 59)}`,
    headers: ['创建时间', 'created_at', '下单时间'],
  },
  product: {
    make: (r) => r.pick(['高级办公椅', '黄金会员卡', '安全帽', '方便面', '石墨烯电池', '金属支架', '白板笔']),
    headers: ['产品名称', '商品名称', 'product_name', '品名'],
  },
  barcode: { make: (r) => `69${r.digits(11)}`, headers: ['条码', 'barcode', '商品条码'] },
  snowflake: { make: (r) => `1${r.int(4, 8)}${r.digits(17)}`, headers: ['流水号', 'trace_id', 'lsh'] },
  hash: {
    make: (r) => Array.from({ length: 32 }, () => r.pick([...'0123456789abcdef'])).join(''),
    headers: ['md5', 'file_hash', '校验值'],
  },
  flag: { make: (r) => r.pick(['Y', 'N']), headers: ['是否有效', 'is_valid', 'phone_verified'] },
  qty: { make: (r) => String(r.int(1, 500)), headers: ['数量', 'qty', '库存'] },
  remark: {
    make: (r) => r.pick(['', '', '加急', '客户要求周末送', '已电话确认', '开具增值税专用发票']),
    headers: ['备注', 'remark', '说明'],
  },
  model: { make: (r) => `${r.letters(2)}-${r.digits(4)}`, headers: ['型号', 'model', '规格型号'] },
};

/** `count` tables, a third of them without a header row and a few with headers that mislead. */
export function tables(r, count) {
  return Array.from({ length: count }, (_, number) => {
    const headerless = number % 3 === 2;
    const misleading = number % 10 === 4;
    const rows = r.pick([12, 40, 120, 400]);
    const kinds = r
      .shuffle(Object.keys(KINDS))
      .filter((kind) => !headerless || !KINDS[kind].needsHeader)
      .slice(0, r.int(3, 6));
    const decoys = r.shuffle(Object.keys(DECOYS)).slice(0, r.int(2, 4));
    const columns = r
      .shuffle([
        ...kinds.map((kind) => ({ kind, ...KINDS[kind] })),
        ...decoys.map((kind) => ({ kind: null, decoy: kind, ...DECOYS[kind] })),
      ])
      .map((column) => ({
        ...column,
        header: r.pick(column.headers),
      }));
    const strong = columns.filter((c) =>
      ['cn.resident-id', 'cn.mobile', 'email', 'fin.card-unionpay'].includes(c.kind),
    );
    if (misleading && strong[0] !== undefined) strong[0].header = r.pick(['备注', '字段1', 'value', '其他']);
    const delimiter = r.pick([',', ',', '\t', ';', '|']);
    const quote = (cell) =>
      delimiter === ',' && (cell.includes(',') || r.chance(0.1)) ? `"${cell.replaceAll('"', '""')}"` : cell;
    const lines = headerless ? [] : [columns.map((c) => quote(c.header)).join(delimiter)];
    for (let row = 1; row <= rows; row++)
      lines.push(
        columns.map((c) => (c.kind !== null && r.chance(0.02) ? '' : quote(c.make(r, row)))).join(delimiter),
      );
    return {
      name: `t${number}.${delimiter === '\t' ? 'tsv' : 'csv'}`,
      text: `${lines.join(r.pick(['\n', '\r\n']))}\n`,
      headerless,
      rows,
      columns: columns.map((c, index) => ({
        name: headerless ? `#${index + 1}` : c.header,
        infoType: c.kind,
        decoy: c.decoy,
      })),
    };
  });
}
