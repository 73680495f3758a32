// segue sql: a reader's own question to the store and to what the rules derive from it.
#include <map>

#include "adapters/cli/commands.h"
#include "adapters/cli/derived_tables.h"

namespace segue::cli {
namespace {

Value CellValue(const sqlite::QueryValue& value) {
  return std::visit([](const auto& cell) { return Value(cell); }, value);
}

bool IsNumber(const sqlite::QueryValue& value) {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

/// A json object has each key once: the second "contact" is "contact_2".
std::vector<std::string> Distinct(std::vector<std::string> names) {
  std::map<std::string, int> seen;
  for (std::string& name : names) {
    const int count = ++seen[name];
    if (count > 1) name += "_" + std::to_string(count);
  }
  return names;
}

/// Writes rows as they come. SQL columns have no type: the first row decides what is aligned as a number.
class AnswerWriter {
 public:
  explicit AnswerWriter(Session& session)
      : writer_(session.Writer({.title = "", .header = {}, .notes = {}, .when_empty = "no rows"})),
        distinct_(session.options().format == OutputFormat::kJson) {}

  void Begin(const std::vector<std::string>& names) { names_ = distinct_ ? Distinct(names) : names; }
  void Row(sqlite::QueryRow row) {
    if (!begun_) BeginRows(row);
    values_.clear();
    for (const sqlite::QueryValue& value : row) values_.push_back(CellValue(value));
    writer_->Row(values_);
  }
  void End() {
    if (!begun_) BeginRows({});
    writer_->End();
  }

 private:
  void BeginRows(sqlite::QueryRow first) {
    begun_ = true;
    std::vector<OutputColumn> columns;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const bool number = i < first.size() && IsNumber(first[i]);
      columns.push_back({names_[i], number, i == 0 && !number});
    }
    writer_->Begin(columns);
  }

  std::unique_ptr<ResultWriter> writer_;
  bool distinct_;
  bool begun_ = false;
  std::vector<std::string> names_;
  std::vector<Value> values_;
};

}  // namespace

Result<int> RunCommand(Session& session, const SqlOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  if (Result<engine::Instant> as_of = session.AsOf(); !as_of) return as_of.error();
  if (Result<sqlite::SqliteStore*> store = session.Store(sqlite::OpenMode::kRead); !store) return store.error();
  Result<std::string> path = session.StorePath();
  if (!path) return path.error();

  AnswerWriter writer(session);
  const Status answered =
      sqlite::RunQuery(*path, options.query, DerivedTables(session, **program),
                       {.begin = [&](const std::vector<std::string>& names) { writer.Begin(names); },
                        .row = [&](sqlite::QueryRow row) { writer.Row(row); }});
  if (!answered) return answered.error();
  writer.End();
  return kDone;
}

}  // namespace segue::cli
