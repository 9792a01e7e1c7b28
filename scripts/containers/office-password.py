# Office documents with a password, by LibreOffice (run with the system's python3 that has the uno module).
# Arguments: the folder to write to, and the people as tab-separated values.
import os, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue

target, lines = sys.argv[1], open(sys.argv[2], encoding='utf-8').read().splitlines()
pipe = 'people%d' % os.getpid()
office = subprocess.Popen(['soffice', '--headless', '--norestore', '--nologo', '-env:UserInstallation=file:///tmp/' + pipe,
                           '--accept=pipe,name=%s;urp;' % pipe])
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
for _ in range(120):
    try:
        context = resolver.resolve('uno:pipe,name=%s;urp;StarOffice.ComponentContext' % pipe)
        break
    except Exception:
        time.sleep(0.5)
desktop = context.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', context)


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


hidden = (prop('Hidden', True),)
sheet = desktop.loadComponentFromURL('private:factory/scalc', '_blank', 0, hidden)
for r, line in enumerate(lines):
    for c, cell in enumerate(line.split('\t')):
        sheet.Sheets.getByIndex(0).getCellByPosition(c, r).String = cell
text = desktop.loadComponentFromURL('private:factory/swriter', '_blank', 0, hidden)
text.Text.String = '\n'.join('，'.join(line.split('\t')) for line in lines)
for doc, name, filter in [
    (sheet, 'secret.xls', 'MS Excel 97'), (sheet, 'secret.ods', 'calc8'),
    (text, 'secret.doc', 'MS Word 97'), (text, 'secret.odt', 'writer8'),
]:
    doc.storeToURL('file://' + os.path.join(target, name), (prop('FilterName', filter), prop('Password', 'secret')))
sheet.close(True)
text.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(60)
