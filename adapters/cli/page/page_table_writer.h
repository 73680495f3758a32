// Results as a table of a page: what prints tables on a terminal prints them here, in the reader's language.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/output.h"
#include "adapters/cli/reader.h"
#include "adapters/html/page.h"

namespace segue::cli {

class PageTableWriter : public ResultWriter {
 public:
  /// The reader must outlive it.
  PageTableWriter(std::string caption, const Reader& reader) : reader_(reader) { table_.caption = std::move(caption); }

  void Begin(const std::vector<OutputColumn>& columns) override;
  void Row(std::span<const Value> values) override;
  void End() override {}

  html::Table Take() { return std::move(table_); }

 private:
  const Reader& reader_;
  html::Table table_;
};

}  // namespace segue::cli
