"""Avro and BSON files that hold the people, written by Apache's avro and MongoDB's bson for Python. Run from the project's root."""
import datetime
import json
import subprocess

import avro.datafile
import avro.io
import avro.schema
import bson
from bson.decimal128 import Decimal128
from bson.int64 import Int64

OUT = 'fixtures/containers'
people = json.loads(subprocess.check_output([
    'node', '--input-type=module', '-e',
    "import * as p from './scripts/containers/people.mjs'; console.log(JSON.stringify(p))"]))
HEADER, PEOPLE = people['HEADER'], people['PEOPLE']
KEYS = ['name', 'id_card', 'mobile', 'bank_card', 'email', 'address']


def avro_file(name, schema, codec, records):
    with open(name, 'wb') as file:
        writer = avro.datafile.DataFileWriter(file, avro.io.DatumWriter(), avro.schema.parse(json.dumps(schema)), codec=codec)
        for record in records:
            writer.append(record)
        writer.close()


PERSON = {'type': 'record', 'name': 'Person', 'namespace': 'crm',
          'fields': [{'name': key, 'type': ['null', 'string']} for key in KEYS]}
for codec in ('null', 'deflate', 'snappy'):
    avro_file(f'{OUT}/people-{codec}.avro', PERSON, codec, (dict(zip(KEYS, row)) for row in PEOPLE))

ODD = {'type': 'record', 'name': 'Odd', 'namespace': 'crm', 'fields': [
    {'name': 'card', 'type': 'long'},
    {'name': 'tags', 'type': {'type': 'array', 'items': 'string'}},
    {'name': 'extra', 'type': {'type': 'map', 'values': ['null', 'int', 'string']}},
    {'name': 'kind', 'type': {'type': 'enum', 'name': 'Kind', 'symbols': ['A', 'B']}},
    {'name': 'raw', 'type': 'bytes'},
    {'name': 'hash', 'type': {'type': 'fixed', 'name': 'Hash', 'size': 4}},
    {'name': 'balance', 'type': {'type': 'bytes', 'logicalType': 'decimal', 'precision': 20, 'scale': 2}},
    {'name': 'born', 'type': {'type': 'int', 'logicalType': 'date'}},
    {'name': 'seen', 'type': {'type': 'long', 'logicalType': 'timestamp-millis'}},
    {'name': 'next', 'type': ['null', 'Odd']},
    {'name': 'score', 'type': 'double'},
    {'name': 'ratio', 'type': 'float'},
    {'name': 'ok', 'type': 'boolean'}]}
import decimal
odd = dict(card=6222021234567890123, tags=['甲', '乙'], extra={'电话': '13912345678', 'n': None, 'i': 7}, kind='B',
           raw='姓名：张三'.encode(), hash=b'\x00\x01\x02\x03', balance=decimal.Decimal('-12345678901234567.80'),
           born=datetime.date(1990, 1, 31), seen=datetime.datetime(2024, 6, 1, 8, 30, tzinfo=datetime.timezone.utc),
           next=None, score=1.5, ratio=0.1, ok=True)
avro_file('fixtures/databases/odd.avro', ODD, 'deflate', [dict(odd, next=dict(odd, card=1)), odd])

with open(f'{OUT}/people.bson', 'wb') as file:
    for row in PEOPLE:
        file.write(bson.encode({'_id': bson.ObjectId(b'0123456789ab'), **dict(zip(HEADER, row))}))
with open('fixtures/databases/odd.bson', 'wb') as file:
    file.write(bson.encode({
        'a': 1, 'b': Int64(6222021234567890123), 'c': 1.5, 'd': ['甲', {'电话': '13912345678'}], 'e': None, 'f': True,
        'g': datetime.datetime(2024, 6, 1, 8, 30), 'h': b'\xe5\xbc\xa0\xe4\xb8\x89', 'i': bson.Regex('a', 'i'),
        'j': Decimal128('123456789012345678.90'), 'k': bson.Code('x', {'y': '李四'}), 'l': bson.Timestamp(1, 2), 'm': bson.MinKey()}))
