// One statement that reads on while contacts come in order. The row it stands on belongs to a contact that was not
// opened yet, so writing the runs of the open one never changes what was read ahead.

#include "adapters/sqlite/contact_runs.h"

#include <algorithm>

namespace segue::sqlite {
namespace {

/// Reading over the rows of so many contacts costs less than seeking.
constexpr std::int64_t kNear = 3;

/// Values are stored with their own type, whatever the column's: as SQLite has them.
StoredValue ReadAny(const Statement& statement, int column) {
  if (statement.IsNull(column)) return {};
  if (statement.IsText(column)) return ReadStored(statement, column, engine::ValueType::kText);
  if (statement.IsReal(column)) return ReadStored(statement, column, engine::ValueType::kNumber);
  return ReadStored(statement, column, engine::ValueType::kTime);
}

}  // namespace

ContactRuns::ContactRuns(const Database& database, const std::string& table, const std::string& subject,
                         std::int64_t import)
    : import_(import),
      select_(database, "SELECT contact, " + subject + ", observed, seen, value FROM " + table +
                            " WHERE import = ? AND contact >= ? ORDER BY contact, " + subject + ", observed") {}

void ContactRuns::Open(ContactId contact) {
  runs_.clear();
  texts_.clear();
  if (!ReadOnTo(contact)) Seek(contact);
  while (next_ == std::int64_t{contact}) Take();
  // Only now: the texts no longer move.
  for (Run& run : runs_) {
    std::string_view& text = run.shown.value.text;
    text = std::string_view(texts_).substr(run.text_start, text.size());
  }
}

void ContactRuns::Skip(ContactId contact) {
  runs_.clear();
  // The statement stands on what may be about to change.
  if (next_ == std::int64_t{contact}) Rest();
}

void ContactRuns::Rest() {
  select_.Reset();
  next_.reset();
}

std::span<const ContactRuns::Run> ContactRuns::Of(std::int64_t subject) const {
  const auto first = std::lower_bound(runs_.begin(), runs_.end(), subject,
                                      [](const Run& run, std::int64_t wanted) { return run.subject < wanted; });
  auto last = first;
  while (last != runs_.end() && last->subject == subject) ++last;
  return {first, last};
}

bool ContactRuns::ReadOnTo(ContactId contact) {
  const std::int64_t wanted = contact;
  if (!next_ || *next_ > wanted || wanted - *next_ > kNear) return false;
  while (next_ && *next_ < wanted) Advance();
  return true;
}

void ContactRuns::Seek(ContactId contact) {
  Rest();
  select_.Bind(1, import_).Bind(2, std::int64_t{contact});
  Advance();
}

void ContactRuns::Advance() {
  next_.reset();
  if (select_.Step()) next_ = select_.Integer(0);
}

void ContactRuns::Take() {
  Run& run = runs_.emplace_back();
  run.subject = select_.Integer(1);
  run.observed = select_.Integer(2);
  run.shown = {select_.Integer(3) != 0, ReadAny(select_, 4)};
  run.text_start = texts_.size();
  texts_ += run.shown.value.text;
  Advance();
}

}  // namespace segue::sqlite
