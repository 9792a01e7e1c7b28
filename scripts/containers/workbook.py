"""Workbooks that hide what they hold: `python3 workbook.py FOLDER < people.json` (openpyxl, xlsxwriter)."""
import datetime
import json
import sys

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.workbook.defined_name import DefinedName

folder = sys.argv[1]
rows = json.load(sys.stdin)

# One person in each place beside the cells; the twelve themselves on a sheet that only a program can show again.
book = openpyxl.Workbook()
front = book.active
front.title = '说明'
front['A1'] = '季度报表'
front['A1'].comment = Comment('联系人：批注甲 13900000001', '编辑')
front.oddHeader.center.text = '页眉 13900000002'
front.oddFooter.left.text = '页脚 13900000003'
validation = DataValidation(type='list', formula1='"列表甲13900000004,列表乙13900000005"')
validation.promptTitle = '提示'
validation.prompt = '提示 13900000006'
front.add_data_validation(validation)
validation.add('B1')
front['B2'] = 'link'
front['B2'].hyperlink = 'mailto:link@example.com'
front['B3'] = '=IF(A1="公式13900000007",1,0)'
book.defined_names.append(DefinedName('客服', attr_text='"名称13900000008"'))
book.properties.creator = '作者13900000009'
book.properties.created = datetime.datetime(2024, 5, 6, 7, 8, 9)
hidden = book.create_sheet('隐藏')
hidden.sheet_state = 'hidden'
hidden['A1'] = '13900000010'
deep = book.create_sheet('深藏')
deep.sheet_state = 'veryHidden'
for row in rows:
    deep.append(row)
book.save(f'{folder}/hidden.xlsx')

# Titles above, a header of two rows with merged cells, dates, numbers as numbers; a text box and a chart beside them.
book = xlsxwriter.Workbook(f'{folder}/formatted.xlsx', {'default_date_format': 'yyyy/m/d'})
book.set_properties({'created': datetime.datetime(2024, 1, 1), 'comments': '属性13900000012'})
sheet = book.add_worksheet('名册')
sheet.merge_range(0, 0, 0, 7, '2024年客户名册（内部资料）', book.add_format({'align': 'center'}))
sheet.merge_range(1, 0, 1, 2, '基本信息', None)
sheet.merge_range(1, 3, 1, 7, '账户与联系', None)
bold = book.add_format({'bold': True})
sheet.write_row(2, 0, rows[0] + ['出生日期', '有效'])
for i, row in enumerate(rows[1:]):
    name, *others = row
    sheet.write_rich_string(i + 3, 0, bold, name[:1], name[1:], ' ')
    for j, cell in enumerate(others):
        # The mobile is a number.
        if j == 1:
            sheet.write_number(i + 3, j + 1, int(cell))
        else:
            sheet.write_string(i + 3, j + 1, cell)
    born = row[1][6:14]
    sheet.write_datetime(i + 3, 6, datetime.datetime.strptime(born, '%Y%m%d'))
    sheet.write_boolean(i + 3, 7, i % 2 == 0)
sheet.insert_textbox(20, 1, '文本框13900000011')
book.close()
