"""Messages and mailboxes that hold the people, written by Python's email and mailbox modules. Run from the project's root."""
import json
import mailbox
import os
import subprocess
from email import policy
from email.header import Header
from email.message import EmailMessage, MIMEPart
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email import encoders

OUT = 'fixtures/containers'
people = json.loads(subprocess.check_output([
    'node', '--input-type=module', '-e',
    "import * as p from './scripts/containers/people.mjs'; console.log(JSON.stringify(p))"]))
LINES, TABLE = people['LINES'], [people['HEADER'], *people['PEOPLE']]
TEXT = '\n'.join(LINES) + '\n'
CSV = '\n'.join(','.join(row) for row in TABLE) + '\n'


def headed(message, subject):
    message['From'] = 'batch'
    message['To'] = 'undisclosed-recipients:;'
    message['Date'] = 'Sat, 01 Jun 2024 08:00:00 +0800'
    message['Message-ID'] = '<20240601.1@mail.invalid>'
    message['Subject'] = subject
    return message


def write(name, data):
    with open(os.path.join(OUT, name), 'wb') as file:
        file.write(data)


# Body in GBK, base64; subject as an encoded word.
write('body-gbk-base64.eml', headed(MIMEText(TEXT, 'plain', 'gbk'), Header('客户名单', 'gbk')).as_bytes())

# Body in UTF-8, quoted-printable.
message = headed(EmailMessage(), '客户名单')
message.set_content(TEXT, charset='utf-8', cte='quoted-printable')
write('body-quoted-printable.eml', message.as_bytes())

# HTML body in GB 2312, 8 bit.
html = '<html><body>' + ''.join(f'<p>{line}</p>' for line in LINES) + '</body></html>'
raw = html.encode('gb18030')
write('body-html-8bit.eml',
      b'From: batch\r\nTo: undisclosed-recipients:;\r\nMIME-Version: 1.0\r\nSubject: ' + '客户名单'.encode('gbk') +
      b'\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n' + raw)

# A table attached, its name by RFC 2231 in GBK.
message = headed(MIMEMultipart(), '附件')
message.attach(MIMEText('见附件。', 'plain', 'utf-8'))
part = MIMEBase('application', 'octet-stream')
part.set_payload(CSV.encode('gb18030'))
encoders.encode_base64(part)
part.add_header('Content-Disposition', 'attachment', filename=('gbk', '', '客户名单.csv'))
message.attach(part)
attached = message.as_bytes()
write('attachment.eml', attached)

# A message in a message in a message.
inner = headed(EmailMessage(), '转发：客户名单')
inner.set_content(TEXT, charset='utf-8', cte='base64')
for level in range(2):
    outer = headed(EmailMessage(), '转发')
    outer.set_content('请看转发的邮件。', charset='utf-8')
    outer.add_attachment(inner)
    inner = outer
write('forwarded.eml', inner.as_bytes())

# A mailbox: one person a message; its text has lines that begin "From ".
path = os.path.join(OUT, 'box.mbox')
if os.path.exists(path):
    os.remove(path)
box = mailbox.mbox(path)
for line in LINES:
    message = headed(EmailMessage(), '登记')
    message.set_content(f'您好：\n\nFrom here on the record follows.\n{line}\n', charset='utf-8', cte='8bit')
    box.add(message)
box.close()

# A page saved as one file.
message = headed(MIMEMultipart('related', type='text/html'), '客户')
page = MIMEBase('text', 'html', charset='utf-8')
rows = ''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in TABLE)
page.set_payload(f'<html><head><meta charset="utf-8"></head><body><table>{rows}</table></body></html>'.encode())
encoders.encode_quopri(page)
page['Content-Location'] = 'https://crm.invalid/list'
message.attach(page)
write('page.mht', message.as_bytes())

# S/MIME and PGP/MIME by openssl and gpg.
with open('/tmp/trawl-mail-body.txt', 'w') as file:
    file.write('Content-Type: text/plain; charset=utf-8\n\n' + TEXT)
subprocess.run('cd /tmp && openssl req -x509 -newkey rsa:2048 -nodes -keyout trawl-mail.key -out trawl-mail.pem -days 1'
               ' -subj /CN=batch 2>/dev/null && openssl smime -encrypt -aes256 -in trawl-mail-body.txt -out trawl-mail.eml'
               ' -from batch -to batch -subject list trawl-mail.pem'
               ' && openssl smime -sign -nodetach -signer trawl-mail.pem -inkey trawl-mail.key -in trawl-mail-body.txt'
               ' -out trawl-signed.eml -from batch -to batch -subject list', shell=True, check=True)
write('closed/smime.eml', open('/tmp/trawl-mail.eml', 'rb').read())
write('signed-smime.eml', open('/tmp/trawl-signed.eml', 'rb').read())
armoured = subprocess.run(['gpg', '--batch', '--symmetric', '--armor', '--passphrase', 'secret', '--pinentry-mode', 'loopback',
                           '-o', '-', '/tmp/trawl-mail-body.txt'], capture_output=True, check=True).stdout
message = headed(MIMEMultipart('encrypted', protocol='application/pgp-encrypted'), '...')
version = MIMEBase('application', 'pgp-encrypted')
version.set_payload('Version: 1\n')
message.attach(version)
body = MIMEBase('application', 'octet-stream', name='encrypted.asc')
body.set_payload(armoured.decode())
message.attach(body)
write('closed/pgp-mime.eml', message.as_bytes())
for name in ('body.txt', '.key', '.pem', '.eml'):
    path = '/tmp/trawl-mail' + ('-' + name if name == 'body.txt' else name)
    if os.path.exists(path):
        os.remove(path)
os.remove('/tmp/trawl-signed.eml')
