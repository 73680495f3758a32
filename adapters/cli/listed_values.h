// What `segue list --fields` shows of each contact: fields, scores and groups, as of the population's instant.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "adapters/cli/needed_columns.h"
#include "adapters/cli/output.h"
#include "adapters/cli/session.h"
#include "adapters/cli/value.h"
#include "adapters/result.h"
#include "engine/program.h"

namespace segue::cli {

struct ListedField {
  engine::FieldId field = 0;
};
struct ListedScore {
  engine::ScoreId score = 0;
};
struct ListedGroup {
  engine::GroupId group = 0;
};
using Listed = std::variant<ListedField, ListedScore, ListedGroup>;

/// In the order asked for. A group of events belongs to no contact: a usage error that says so.
adapters::Result<std::vector<Listed>> FindListed(const engine::Program& program, const std::vector<std::string>& names);
void AddNeeds(const engine::Program& program, const Listed& listed, NeededColumns& columns);
OutputColumn ColumnOf(const engine::Program& program, const Listed& listed);

/// Scores and groups are evaluated once, for every contact.
class ListedValues {
 public:
  /// `population` must outlive it and every value it gave.
  ListedValues(const Population& population, const std::vector<Listed>& listed);

  /// `which` counts in `listed`.
  Value Of(std::size_t which, std::uint32_t contact);

 private:
  struct Column {
    Listed listed;
    std::vector<engine::Points> scores;  // by contact
    std::vector<std::uint32_t> labels;   // by contact
  };

  const Population& population_;
  ContactRows rows_;
  std::vector<Column> columns_;
};

}  // namespace segue::cli
