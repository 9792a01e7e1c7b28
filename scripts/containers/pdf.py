"""Writes the people into PDFs, by several writers: LibreOffice, ReportLab, by hand, pypdf and qpdf over them, img2pdf for scans.

    python3 scripts/containers/pdf.py

Needs: libreoffice, qpdf, img2pdf, fonts-noto-cjk; python3 with reportlab, pypdf, Pillow. Pictures for recognition are written as well.
"""
import io, json, os, shutil, subprocess, sys, tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OUT = os.path.join(ROOT, 'fixtures', 'containers')
people = json.loads(subprocess.check_output(
    ['node', '--input-type=module', '-e',
     "import {HEADER,PEOPLE,LINES} from './scripts/containers/people.mjs';"
     "console.log(JSON.stringify({HEADER,PEOPLE,LINES}))"], cwd=ROOT))
HEADER, PEOPLE, LINES = people['HEADER'], people['PEOPLE'], people['LINES']
# Fonts and files keep no date: the same bytes come out each time, where the writer allows it.
os.environ['SOURCE_DATE_EPOCH'] = '1717200000'


def path(name):
    return os.path.join(OUT, name)


def office():
    """LibreOffice: running text, and a table."""
    with tempfile.TemporaryDirectory() as folder:
        text = os.path.join(folder, 'office-text.html')
        open(text, 'w', encoding='utf-8').write(
            '<meta charset=utf-8>' + ''.join(f'<p>{line}</p>' for line in LINES))
        table = os.path.join(folder, 'office-table.html')
        rows = ''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in PEOPLE)
        head = ''.join(f'<th>{cell}</th>' for cell in HEADER)
        open(table, 'w', encoding='utf-8').write(
            '<meta charset=utf-8><style>@page {size: 29.7cm 21cm; margin: 1cm} td {font-size: 7pt}</style>'
            f'<h1>客户名单</h1><table border=1>{"<tr>" + head + "</tr>" + rows}</table>')
        for source in (text, table):
            subprocess.check_call(
                ['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to',
                 'pdf:writer_pdf_Export', '--infilter=HTML (StarWriter)', '--outdir', OUT, source], stdout=subprocess.DEVNULL, timeout=120)


def reportlab_tables():
    """ReportLab: fonts that are only named, text by predefined character maps."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate, Table
    pdfmetrics.registerFont(UnicodeCIDFont('STSong-Light'))
    doc = SimpleDocTemplate(path('cid-table.pdf'), pagesize=landscape(A4), invariant=1, leftMargin=20, rightMargin=20)
    doc.build([Table([HEADER] + PEOPLE, style=[('FONT', (0, 0), (-1, -1), 'STSong-Light', 8)])])


def pdf(objects, trailer=b''):
    """Objects by number, from 1, with a right cross-reference table."""
    out = io.BytesIO()
    out.write(b'%PDF-1.7\n%\xe4\xb8\xad\xe6\n')
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b'%d 0 obj\n' % number + body + b'\nendobj\n')
    start = out.tell()
    out.write(b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1))
    for place in places:
        out.write(b'%010d 00000 n \n' % place)
    out.write(b'trailer <</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n' % (len(objects) + 1, trailer, start))
    return out.getvalue()


def stream(data, entries=b''):
    return b'<<%s /Length %d>>\nstream\n' % (entries, len(data)) + data + b'\nendstream'


def cid_document(encoding, ordering, font, encode, wide=800):
    """Lines in a font that is not embedded and has no ToUnicode."""
    content = b'BT /F1 9 Tf 14 TL 30 560 Td\n'
    for line in LINES:
        content += b'<' + encode(line).hex().encode() + b'> Tj T*\n'
    content += b'ET'
    return pdf([
        b'<</Type /Catalog /Pages 2 0 R>>',
        b'<</Type /Pages /Kids [3 0 R] /Count 1>>',
        b'<</Type /Page /Parent 2 0 R /MediaBox [0 0 %d 595] /Resources <</Font <</F1 5 0 R>>>> /Contents 4 0 R>>' % wide,
        stream(content),
        b'<</Type /Font /Subtype /Type0 /BaseFont /%s-%s /Encoding /%s /DescendantFonts [6 0 R]>>'
        % (font, encoding, encoding),
        b'<</Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (%s) /Supplement 4>>'
        b' /DW 1000 /W [1 95 500 814 939 500] /FontDescriptor 7 0 R>>' % (font, ordering),
        b'<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880'
        b' /Descent -120 /CapHeight 700 /StemV 80>>' % font,
        b'<</Producer (by hand)>>',
    ], b'/Info 8 0 R')


def by_hand():
    for encoding, encode in [
        (b'GBK-EUC-H', lambda s: s.encode('gbk')),
        (b'GBK2K-H', lambda s: s.encode('gb18030')),
        (b'UniGB-UCS2-H', lambda s: s.encode('utf-16-be')),
        (b'UniGB-UTF16-H', lambda s: s.encode('utf-16-be')),
    ]:
        name = 'cid-' + encoding.decode().lower() + '.pdf'
        open(path(name), 'wb').write(cid_document(encoding, b'GB1', b'STSong-Light', encode, 1100))


def surroundings():
    """People in a form, a comment, a link, an attachment, a bookmark and the properties; the page itself says nothing of them."""
    from pypdf import PdfWriter
    from pypdf.generic import AnnotationBuilder
    from pypdf.generic import (ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject)
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    fields = ArrayObject()
    for index, row in enumerate(PEOPLE):
        for column, (label, value) in enumerate(zip(HEADER, row)):
            field = DictionaryObject({
                NameObject('/Type'): NameObject('/Annot'), NameObject('/Subtype'): NameObject('/Widget'),
                NameObject('/FT'): NameObject('/Tx'), NameObject('/T'): TextStringObject(f'{label}{index + 1}'),
                NameObject('/V'): TextStringObject(value),
                NameObject('/Rect'): ArrayObject([FloatObject(20 + 90 * column), FloatObject(800 - 20 * index),
                                                  FloatObject(100 + 90 * column), FloatObject(815 - 20 * index)]),
                NameObject('/F'): NumberObject(4), NameObject('/P'): page.indirect_reference})
            reference = writer._add_object(field)
            fields.append(reference)
            page.setdefault(NameObject('/Annots'), ArrayObject()).append(reference)
    writer._root_object[NameObject('/AcroForm')] = DictionaryObject({NameObject('/Fields'): fields})
    writer.write(path('form.pdf'))

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    first, second, third = PEOPLE[:3]
    writer.add_annotation(0, AnnotationBuilder.text(rect=(50, 50, 70, 70), text=f'核对：{first[0]}，手机号：{first[2]}'))
    writer.add_annotation(0, AnnotationBuilder.free_text(rect=(80, 50, 300, 70), text=f'身份证号：{second[1]}'))
    writer.add_annotation(0, AnnotationBuilder.link(rect=(10, 10, 20, 20), url='mailto:' + third[4]))
    writer.add_attachment('名单.csv', ('\n'.join(','.join(row) for row in [HEADER] + PEOPLE)).encode('utf-8'))
    writer.add_outline_item(f'客户 {first[0]} {first[2]}', 0)
    writer.add_metadata({'/Title': f'合同 {second[0]}', '/Author': third[0], '/Keywords': third[2],
                         '/CreationDate': "D:20240131093000+08'00'"})
    writer.write(os.path.join(ROOT, 'fixtures', 'metadata', 'annotated.pdf'))


def encrypted():
    for name, user, owner in [('encrypted-owner.pdf', '', 'besitz'), ('closed/encrypted-user.pdf', 'geheim', 'besitz')]:
        subprocess.check_call(['qpdf', '--static-id', '--encrypt', user, owner, '256', '--', path('cid-gbk-euc-h.pdf'), path(name)])


def pictures():
    """Tables and lines as a printer or a screen shows them, then as files of each kind, and as scanned pages."""
    from PIL import Image, ImageDraw, ImageFont
    font = ImageFont.truetype('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', 30, index=2)
    def sheet(rows):
        image = Image.new('L', (1240, 60 + 60 * len(rows)), 255)
        draw = ImageDraw.Draw(image)
        for at, line in enumerate(rows):
            draw.text((40, 30 + 60 * at), line, font=font, fill=0)
        return image
    # One labelled value per line: what forms and identity cards look like.
    lines = [f'{label}：{value}' for row in PEOPLE for label, value in zip(HEADER, row)]
    pages = [sheet(lines[at:at + 24]) for at in range(0, len(lines), 24)]
    shelf = lambda name: path('pictures/' + name)
    pages[0].quantize(4).save(shelf('people.png'), optimize=True)
    pages[0].save(shelf('people.jpg'), quality=60)
    pages[0].point(lambda v: 255 if v > 128 else 0, '1').save(shelf('people.tiff'), compression='group4', dpi=(150, 150))
    pages[0].point(lambda v: 255 if v > 128 else 0, '1').save(shelf('people.bmp'))
    pages[0].save(shelf('people.webp'), quality=50)
    pages[0].quantize(4).save(shelf('people.gif'), optimize=True)
    pages[0].rotate(90, expand=True).quantize(4).save(shelf('people-turned.png'), optimize=True)
    scans = []
    for page in pages[:2]:
        buffer = io.BytesIO()
        page.save(buffer, 'JPEG', quality=50, dpi=(150, 150))
        scans.append(buffer.getvalue())
    import img2pdf
    open(shelf('scan.pdf'), 'wb').write(img2pdf.convert(scans, nodate=True))


def described():
    """Pictures of nothing, with people in every kind of metadata that exiftool can write into them."""
    from PIL import Image
    name, resident, mobile, card, mail, address = PEOPLE[0]
    for kind in ('jpg', 'png', 'tiff', 'webp', 'gif'):
        target = os.path.join(ROOT, 'fixtures', 'metadata', f'described.{kind}')
        Image.new('RGB', (160, 60), (200, 220, 240)).save(target)
        tags = [f'-XMP-dc:Creator={name}', f'-XMP-dc:Description=身份证号：{resident}', f'-Comment=手机号：{mobile}']
        if kind != 'gif':
            tags += [f'-EXIF:Artist={mail}', f'-EXIF:ImageDescription=地址：{address}', f'-EXIF:XPComment=银行卡号：{card}',
                     '-EXIF:GPSLatitude=30.2741', '-EXIF:GPSLatitudeRef=N', '-EXIF:GPSLongitude=120.1551',
                     '-EXIF:GPSLongitudeRef=E', '-EXIF:Orientation#=6']
        if kind in ('jpg', 'tiff'):
            tags += ['-IPTC:CodedCharacterSet=UTF8', f'-IPTC:Caption-Abstract=客户：{PEOPLE[1][0]} {PEOPLE[1][2]}']
        if kind in ('tiff', 'webp'):
            tags = [tag for tag in tags if not tag.startswith('-Comment')]
        subprocess.check_call(['exiftool', '-q', '-overwrite_original', '-charset', 'iptc=UTF8', *tags, target])


if __name__ == '__main__':
    for folder in ('containers/closed', 'containers/pictures', 'metadata'):
        os.makedirs(os.path.join(ROOT, 'fixtures', folder), exist_ok=True)
    steps = [office, reportlab_tables, by_hand, surroundings, encrypted, pictures, described]
    wanted = sys.argv[1:]
    for step in steps:
        if not wanted or step.__name__ in wanted:
            step()
