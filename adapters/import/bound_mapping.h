// A mapping with every name resolved against the rules' schema: what each row of its files becomes.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/import/cell_values.h"
#include "adapters/import/group_plan.h"
#include "adapters/import/moment_reader.h"
#include "adapters/import/value_reader.h"
#include "adapters/project/project.h"
#include "adapters/result.h"
#include "engine/program.h"

namespace segue::import {

/// Where a cell comes from.
struct CellSource {
  enum class Kind : std::uint8_t { kColumn, kConstant, kRowNumber };
  Kind kind = Kind::kColumn;
  std::size_t column = 0;  // index into BoundMapping::columns
  std::string text;        // the constant; else what messages call it
};

/// A cell that becomes a value.
struct BoundValue {
  CellSource source;
  const Replacements* replacements = nullptr;  // never null
  std::unique_ptr<ValueReader> reader;
};

struct BoundField {
  engine::FieldId field = 0;
  BoundValue value;
};

struct BoundWhen {
  CellSource source;
  AcceptedWords words;
};

struct BoundEvent {
  engine::EventKindId kind = 0;
  CellSource at;
  MomentReader* moments = nullptr;
  std::optional<CellSource> id, order;
  std::vector<BoundWhen> when;
  std::vector<std::optional<BoundValue>> properties;  // parallel to the kind's
};

struct BoundList {
  engine::ListId list = 0;
  CellSource source;
};

struct BoundSnapshot {
  project::SnapshotMapping mapping;
  std::optional<CellSource> column;
  std::optional<TimeFormat> pattern;
};

/// Used by one thread at a time: its readers remember.
struct BoundMapping {
  std::string name;
  std::vector<std::string> columns;  // of the rows, that something needs; of a grouped import: one per cell of its plan
  std::optional<GroupPlan> groups;   // lines become rows
  std::optional<CellSource> contact, born, gone, fields_at;
  std::vector<BoundField> fields;
  std::vector<BoundEvent> events;
  std::vector<CellSource> aliases;
  std::vector<BoundList> lists;
  std::optional<BoundSnapshot> snapshot;
  bool blank_clears = true;
  MomentReader* moments = nullptr;  // in the mapping's zone and format
  std::vector<std::string> notes;   // for the summary

  /// The columns of the files, lookups included, without repetitions.
  std::vector<std::string> InputColumns() const;

  /// A row that has no date for its only event says nothing, which is a mistake; a row that says more is not.
  bool only_one_event() const {
    const bool may_pass_over = groups && !groups->conditions.empty();
    return !may_pass_over && events.size() == 1 && fields.empty() && !born && !gone && aliases.empty() &&
           lists.empty() && !snapshot;
  }

  struct ZonedReader {
    std::string zone, format;
    MomentReader reader;
  };
  std::deque<ZonedReader> moment_readers;
  std::deque<std::pair<std::string, Replacements>> replacements;  // by column
  std::unique_ptr<FlagWords> flags;
};

/// Resolves a mapping. The error names every mistake with its place in segue.yaml.
adapters::Result<std::unique_ptr<BoundMapping>> BindMapping(const project::ImportMapping& mapping,
                                                            const engine::Program& program);

}  // namespace segue::import
