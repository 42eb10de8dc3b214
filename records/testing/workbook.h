#pragma once

#include <gtest/gtest.h>
#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"

// Workbooks for tests.
namespace ett::records::testing {

// The bytes of a file that `write` writes to the path it is given.
inline std::string Written(const std::function<void(const std::string& path)>& write) {
  static int number = 0;
  const std::string path = absl::StrCat(::testing::TempDir(), "ett-", getpid(), "-", ++number);
  write(path);
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::remove(path.c_str());
  return bytes;
}

// A workbook as libxlsxwriter writes it.
inline std::string WorkbookOf(const std::function<void(lxw_workbook*)>& fill) {
  return Written([&](const std::string& path) {
    lxw_workbook* workbook = workbook_new(path.c_str());
    fill(workbook);
    EXPECT_EQ(workbook_close(workbook), LXW_NO_ERROR);
  });
}

// A ZIP file of these parts.
inline std::string Packed(const std::map<std::string, std::string>& parts) {
  return Written([&](const std::string& path) {
    zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    for (const auto& [name, text] : parts) {
      zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
      EXPECT_GE(zip_file_add(zip, name.c_str(), source, ZIP_FL_OVERWRITE), 0);
    }
    EXPECT_EQ(zip_close(zip), 0);
  });
}

// The parts of a workbook of one sheet, `Ark`, whose rows these are, with styles 0: none and 1: a
// date.
inline std::map<std::string, std::string> PartsOf(const std::string& rows,
                                                  const std::string& properties = "") {
  constexpr char kTypes[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto relation = [&](const char* id, const char* type, const char* target) {
    return absl::StrCat("<Relationship Id='", id, "' Type='", kTypes, type, "' Target='", target,
                        "'/>");
  };
  return {
      {"_rels/.rels",
       absl::StrCat("<Relationships>", relation("rId1", "officeDocument", "xl/workbook.xml"),
                    "</Relationships>")},
      {"xl/_rels/workbook.xml.rels",
       absl::StrCat("<Relationships>", relation("rId1", "worksheet", "/xl/sheet.xml"),
                    relation("rId2", "styles", "styles.xml"), "</Relationships>")},
      {"xl/workbook.xml",
       absl::StrCat("<workbook xmlns:r='urn:r'>", properties,
                    "<sheets><sheet name='Ark' r:id='rId1'/></sheets></workbook>")},
      {"xl/styles.xml",
       "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>"
       "</styleSheet>"},
      {"xl/sheet.xml", absl::StrCat("<worksheet><sheetData>", rows, "</sheetData></worksheet>")}};
}

}  // namespace ett::records::testing
