"""SQLite databases that hold the people, written by Python's sqlite3. Run from the project's root."""
import json
import os
import shutil
import sqlite3
import subprocess

OUT = 'fixtures/containers'
people = json.loads(subprocess.check_output([
    'node', '--input-type=module', '-e',
    "import * as p from './scripts/containers/people.mjs'; console.log(JSON.stringify(p))"]))
HEADER, PEOPLE = people['HEADER'], people['PEOPLE']
COLUMNS = ', '.join(f'"{name}" TEXT' for name in HEADER)
MARKS = ','.join('?' * len(HEADER))


def fresh(name):
    path = os.path.join(OUT, name)
    if os.path.exists(path):
        os.remove(path)
    return path, sqlite3.connect(path, isolation_level=None)


path, db = fresh('people.sqlite')
db.execute('PRAGMA page_size=1024')
db.execute(f'CREATE TABLE 客户 ({COLUMNS})')
db.executemany(f'INSERT INTO 客户 VALUES ({MARKS})', PEOPLE)
db.close()

# Everything that makes a table less plain.
path, db = fresh('../databases/odd.sqlite')
db.execute('PRAGMA page_size=512')
db.execute("PRAGMA encoding='UTF-16le'")
db.execute(f'CREATE TABLE 客户 (id INTEGER PRIMARY KEY, {COLUMNS}, 全称 TEXT AS (姓名 || 手机号), '
           "备注 TEXT AS (邮箱 || ';') STORED, 附件 BLOB)")
for i, row in enumerate(PEOPLE):
    db.execute(f'INSERT INTO 客户 (id, {", ".join(HEADER)}, 附件) VALUES (?, {MARKS}, ?)',
               [i * 1000 + 7, *row, None if i else b'\x00\x01' + '王小明签收'.encode() + b'\x00' + b'x' * 3000])
db.execute('CREATE INDEX by_name ON 客户 (姓名)')
db.execute('CREATE TABLE "x\';drop table t;--" (a, b) ')
db.execute('INSERT INTO "x\';drop table t;--" VALUES (1, ?)', ['长' * 40000 + '尾'])
db.execute('CREATE TABLE 会员 (备注 TEXT, 卡号 TEXT, 等级 INT, PRIMARY KEY (等级, 卡号)) WITHOUT ROWID')
db.executemany('INSERT INTO 会员 VALUES (?,?,?)', [('金卡', '6222%012d' % i, i % 7) for i in range(500)])
db.execute('CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x FROM n')
db.execute('CREATE VIRTUAL TABLE 搜索 USING fts5(正文)')
db.execute("INSERT INTO 搜索 VALUES ('全文检索中的李雷 13912345678')")
db.execute('CREATE TABLE numbers (a INTEGER, b REAL, c, d)')
db.execute('INSERT INTO numbers VALUES (?,?,?,?)', [9007199254740993, 1.5, -9223372036854775807, None])
db.execute('ALTER TABLE numbers ADD COLUMN e')
db.execute('CREATE TABLE empty (a)')
db.execute('CREATE TABLE 文件 (名称 TEXT, 内容 BLOB)')
with open(os.path.join(OUT, 'body-gbk-base64.eml'), 'rb') as file:
    db.execute('INSERT INTO 文件 VALUES (?,?)', ['a.eml', file.read()])
db.execute('DELETE FROM 会员 WHERE 等级 = 3')
db.close()

# A process that ends in the middle leaves its rows in the log.
work = '/tmp/trawl-wal.sqlite'
for suffix in ('', '-wal', '-shm', '-journal'):
    if os.path.exists(work + suffix):
        os.remove(work + suffix)
if os.fork() == 0:
    db = sqlite3.connect(work, isolation_level=None)
    db.execute('PRAGMA page_size=1024')
    db.execute('PRAGMA journal_mode=WAL')
    db.execute(f'CREATE TABLE 客户 ({COLUMNS})')
    db.executemany(f'INSERT INTO 客户 VALUES ({MARKS})', PEOPLE)
    os._exit(0)
os.wait()
shutil.copy(work + '-wal', os.path.join(OUT, 'people.sqlite-wal'))
for suffix in ('', '-wal', '-shm'):
    os.remove(work + suffix)
