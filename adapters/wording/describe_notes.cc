// The counts below a sentence.
#include "adapters/wording/describe.h"
#include "adapters/wording/reader.h"

namespace segue::wording {
namespace {

dsl::Events EventsNamed(const std::vector<std::string>& names) {
  dsl::Events events;
  for (const std::string& name : names) events.alternatives.push_back({{name, {}, false}, std::nullopt});
  return events;
}

std::string DescribeNote(const CountNote& note, const Reader& reader) {
  const bool one = note.contacts == 1;
  const std::string count = reader.language().Count(note.contacts);
  switch (note.kind) {
    case CountNote::Kind::kNever:
      return reader.Say(Say::kNeverDid, {count, reader.Event(EventsNamed(note.events), std::nullopt, false)}, one);
    case CountNote::Kind::kNewcomers:
      return reader.Say(Say::kNewcomers, {count, reader.language().Length(note.window)}, one);
    case CountNote::Kind::kMissing:
      break;
  }
  return reader.Say(Say::kMissingValue, {count, reader.Say(Say::kField, {note.field})}, one);
}

}  // namespace

std::string DescribeNotes(const std::vector<CountNote>& notes, const Language& language) {
  const Glossary none;
  const Reader reader(language, none);
  std::vector<std::string> texts;
  for (const CountNote& note : notes) {
    if (note.contacts > 0) texts.push_back(DescribeNote(note, reader));
  }
  if (texts.empty()) return "";
  return language.Finish(reader.Say(Say::kOfWhich, {language.Join(texts, Join::kAnd)}));
}

}  // namespace segue::wording
