// Proposes a project; see the header. First each file by itself: its key, its dates, its decimal sign, then the type of
// every column; then what the files have in common.
#include "adapters/discover/proposal.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "adapters/discover/column_roles.h"
#include "adapters/discover/known_exports.h"
#include "adapters/project/project.h"
#include "unicode/unicode.h"

namespace segue::discover {
namespace {

constexpr std::size_t kMostChoices = 12;
constexpr std::int64_t kLongestChoice = 40;
/// A text is a choice when each of its values stands there three times on average.
constexpr std::int64_t kChoiceRepetition = 3;

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

/// One file.
class FileProposer {
 public:
  explicit FileProposer(const Survey& survey) : survey_(survey) {
    import_.file = std::filesystem::path(survey.path).filename().string();
    import_.name = NameOf(import_.file);
    import_.source = RecogniseExport(survey.columns);
    import_.encoding = survey.encoding;
  }

  ProposedImport Propose() {
    if (survey_.encoding) Note("the file is not UTF-8: read as " + *survey_.encoding);
    if (survey_.faulty_rows > 0) {
      Note(std::to_string(survey_.faulty_rows) + " rows have too few or too many cells and will be rejected");
    }
    ChooseDecimal();
    ChooseDates();
    ChooseKey();
    if (import_.source != Source::kUnknown) {
      Note(std::string("recognised by its columns as an export of ") + NameOfSource(import_.source));
    }
    if (IsLog()) {
      ProposeLog();
    } else {
      ProposeContacts();
    }
    return std::move(import_);
  }

 private:
  void Note(std::string text) { import_.notes.push_back(std::move(text)); }
  const ColumnNotation& At(std::size_t i) const { return survey_.notations[i]; }
  std::size_t size() const { return survey_.columns.size(); }

  /// `orders-2025.csv` → orders_2025
  static std::string NameOf(const std::string& file) {
    std::string name;
    for (const char c : file.substr(0, file.find('.'))) {
      const bool usable = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          static_cast<unsigned char>(c) >= 0x80;
      name += usable ? c : '_';
    }
    return name.empty() || (name[0] >= '0' && name[0] <= '9') ? "file_" + name : name;
  }

  void ChooseDecimal() {
    std::size_t only_comma = 0, only_point = 0, either = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      if (!At(i).fractions()) continue;
      const bool comma = At(i).numbers(','), point = At(i).numbers('.');
      only_comma += comma && !point ? 1 : 0;
      only_point += point && !comma ? 1 : 0;
      either += comma && point ? 1 : 0;
    }
    const bool french = survey_.delimiter == ';' && only_point == 0 && either > 0;
    import_.decimal = only_comma > only_point || (only_comma == 0 && french) ? ',' : '.';
    if (only_comma > 0 && only_point > 0) Note("some columns write 12,5 and others 12.5; the rarer ones stay text");
    if (import_.decimal == ',') Note("numbers are written with a decimal comma");
  }

  /// The family that the most columns of dates fit; of day first and month first the one that some column decides.
  void ChooseDates() {
    std::vector<std::size_t> columns(DateFamilies().size(), 0);
    for (std::size_t i = 0; i < size(); ++i) {
      for (std::size_t family = kIsoFamily + 1; family < columns.size(); ++family)
        columns[family] += At(i).Fits(family);
    }
    const auto best = std::max_element(columns.begin() + kDayFirst, columns.end());  // of equals the first: day first
    if (*best == 0) return;
    family_ = static_cast<std::size_t>(best - columns.begin());
    import_.format = DateFamilies()[family_].format;
    const bool ambiguous = family_ == kDayFirst && columns[kMonthFirst] == columns[kDayFirst];
    Note("dates are written " + DateFamilies()[family_].name);
    if (!ambiguous) return;
    Note(
        "PLEASE CHECK: nothing in the file says whether 03/04 is 3 April or 4 March; 3 April was taken. If it is 4 "
        "March, write format: \"" +
        DateFamilies()[kMonthFirst].format + "\"");
  }

  bool IsDate(std::size_t i) const {
    if (family_ != kIsoFamily && At(i).Fits(family_)) return true;
    return At(i).Fits(kIsoFamily) || (At(i).epochs() && NamesATime(survey_.columns[i]));
  }

  /// A mapping reads the instants of births and events in one notation.
  bool IsMoment(std::size_t i) const { return family_ != kIsoFamily ? At(i).Fits(family_) : IsDate(i); }

  bool IsComplete(std::size_t i) const { return At(i).filled() > 0 && At(i).blank() == 0; }

  bool Repeats(std::size_t i) const { return At(i).repeats(); }
  bool IsAddress(std::size_t i) const { return At(i).addresses(); }

  /// Columns with an e-mail address or an id in every row.
  std::vector<std::size_t> KeyCandidates() const {
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < size(); ++i) {
      if (IsComplete(i) && (IsAddress(i) || NamesAnIdentity(survey_.columns[i]))) candidates.push_back(i);
    }
    return candidates;
  }

  /// An e-mail address before an id, one without repetitions before one with.
  void ChooseKey() {
    const std::vector<std::size_t> candidates = KeyCandidates();
    const bool any_address =
        std::any_of(candidates.begin(), candidates.end(), [this](std::size_t i) { return IsAddress(i); });
    // In a log the key that repeats is the contact's; an id that does not is the event's.
    const bool log = HasCompleteTime() && std::any_of(candidates.begin(), candidates.end(), [this](std::size_t i) {
                       return Repeats(i) && (IsAddress(i) || NamesAPerson(survey_.columns[i]));
                     });
    const auto rank = [this](std::size_t i) { return (Repeats(i) ? 2 : 0) + (IsAddress(i) ? 0 : 1); };
    key_ = size();
    for (const std::size_t i : candidates) {
      const bool of_event = log && !Repeats(i) && !IsAddress(i);
      const bool of_others = any_address && Repeats(i) && !IsAddress(i);
      if (!of_event && !of_others && (key_ == size() || rank(i) < rank(key_))) key_ = i;
    }
    import_.contact = key_ < size() ? survey_.columns[key_] : project::kRowNumber;
    Note(key_ < size()
             ? "a contact is known by " + Quoted(import_.contact)
             : "no column with an e-mail address or id in every row: every row is a contact of its own, known by "
               "its number");
  }

  bool HasCompleteTime() const {
    for (std::size_t i = 0; i < size(); ++i) {
      if (IsMoment(i) && IsComplete(i)) return true;
    }
    return false;
  }

  bool IsLog() const {
    return import_.source == Source::kUnknown && key_ < size() && At(key_).repeats() && HasCompleteTime();
  }

  void ProposeLog() {
    ProposedEvent event;
    event.name = import_.name;
    std::set<std::size_t> used{key_};
    for (std::size_t i = 0; i < size() && event.at.empty(); ++i) {
      if (!IsMoment(i) || !IsComplete(i)) continue;
      event.at = survey_.columns[i];
      used.insert(i);
    }
    for (std::size_t i = 0; i < size() && !event.id; ++i) {
      if (used.contains(i) || !IsComplete(i) || At(i).repeats() || !NamesAnIdentity(survey_.columns[i])) continue;
      event.id = survey_.columns[i];
      used.insert(i);
    }
    for (std::size_t i = 0; i < size(); ++i) {
      if (!used.contains(i)) event.properties.push_back(FieldOf(i));
    }
    Note("contacts repeat and every row has a time: a log, each row is an event " + Quoted(event.name) + " at " +
         Quoted(event.at));
    import_.events.push_back(std::move(event));
  }

  void ProposeContacts() {
    if (key_ < size() && At(key_).repeats()) {
      Note(Quoted(import_.contact) +
           " repeats, but no column has a time in every row: of a contact's rows the last one holds");
    }
    for (std::size_t i = 0; i < size(); ++i) {
      if (i == key_) continue;
      const std::string& column = survey_.columns[i];
      if (std::optional<std::string> event = EventOfExport(import_.source, column); event && IsMomentOrBlank(i)) {
        import_.events.push_back({*event, column, std::nullopt, {}});
        Note(Quoted(column) + " is an event " + *event +
             (*event == "became_customer" ? "" : "; an export only knows the last one"));
      } else if (!import_.born && IsMoment(i) && NamesABirth(column)) {
        import_.born = column;
        Note("a contact exists since " + Quoted(column));
      } else if (NamesAnIdentity(column) && At(i).filled() > 0 && !At(i).repeats() && key_ < size() && !IsDate(i)) {
        import_.aliases.push_back(column);
      } else {
        import_.fields.push_back(FieldOf(i));
      }
    }
    if (!import_.born) Note("no column says since when a contact exists: contacts without events have always existed");
  }

  bool IsMomentOrBlank(std::size_t i) const { return IsMoment(i) || At(i).filled() == 0; }

  ProposedField FieldOf(std::size_t i) {
    ProposedField field{survey_.columns[i], survey_.columns[i], "text", {}};
    const ColumnNotation& cells = At(i);
    const bool digits_only = cells.leading_zeros() || NamesAPostcode(field.name) || NamesAnIdentity(field.name);
    if (cells.filled() == 0 || cells.addresses()) return field;
    if (cells.flags() && (!cells.numbers('.') || cells.Values().size() == 2)) {
      field.type = "flag";
    } else if (IsDate(i)) {
      field.type = cells.has_times() || cells.epochs() ? "time" : "date";
    } else if (cells.numbers(import_.decimal) && !digits_only) {
      const bool money = !cells.percents() && (!cells.currencies().empty() || NamesAnAmount(field.name));
      const auto& currencies = cells.currencies();
      field.type = money ? "money" : "number";
      if (money && currencies.size() == 1) field.type += " " + *currencies.begin();
    } else if (cells.lists() && (NamesAList(field.name) || !IsChoice(cells))) {
      field.type = "list";
    } else if (IsChoice(cells) && !digits_only) {
      field.type = "choice";
      field.choices = Choices(cells);
    }
    return field;
  }

  static bool IsChoice(const ColumnNotation& cells) {
    const std::size_t values = Choices(cells).size();
    return values > 0 && values <= kMostChoices && cells.longest() <= kLongestChoice &&
           cells.filled() >= kChoiceRepetition * static_cast<std::int64_t>(values);
  }

  /// Letter case aside, as choices are read.
  static std::vector<std::string> Choices(const ColumnNotation& cells) {
    std::vector<std::string> choices;
    std::set<std::string> folded;
    for (const std::string& value : cells.Values()) {
      if (folded.insert(unicode::FoldCase(value)).second) choices.push_back(value);
    }
    return choices;
  }

  const Survey& survey_;
  ProposedImport import_;
  std::size_t family_ = kIsoFamily;  // of dates
  std::size_t key_ = 0;              // column; size(): none
};

bool HasMoney(const Proposal& proposal) {
  const auto any = [](const std::vector<ProposedField>& fields) {
    return std::any_of(fields.begin(), fields.end(), [](const ProposedField& field) { return field.type == "money"; });
  };
  return std::any_of(proposal.imports.begin(), proposal.imports.end(), [&](const ProposedImport& import) {
    return any(import.fields) || std::any_of(import.events.begin(), import.events.end(),
                                             [&](const ProposedEvent& event) { return any(event.properties); });
  });
}

void ChooseCurrency(const std::vector<Survey>& surveys, Proposal& proposal) {
  std::set<std::string> currencies;
  for (const Survey& survey : surveys) {
    for (const ColumnNotation& cells : survey.notations) {
      if (cells.numbers('.') || cells.numbers(','))
        currencies.insert(cells.currencies().begin(), cells.currencies().end());
    }
  }
  if (!currencies.empty()) proposal.currency = *currencies.begin();
  if (currencies.size() > 1) {
    proposal.notes.push_back("PLEASE CHECK: several currencies stand in the files; amounts that are not in " +
                             proposal.currency + " are rejected, since a field has one currency");
  } else if (currencies.empty() && HasMoney(proposal)) {
    proposal.notes.push_back("no currency stands in the files: amounts were taken for " + proposal.currency);
  }
}

void ChooseZone(const std::vector<Survey>& surveys, Proposal& proposal) {
  const bool french =
      std::any_of(surveys.begin(), surveys.end(), [](const Survey& survey) { return survey.delimiter == ';'; });
  proposal.zone = french ? "Europe/Paris" : "UTC";
  proposal.notes.push_back("times without offset are read in " + proposal.zone +
                           (french ? ", since the files come from a European Excel" : "") +
                           "; the first line of the rules says so");
}

/// Names that differ by letter case are one name; within a file the second of them gets a number.
void UniteNames(Proposal& proposal) {
  std::map<std::string, std::string> first;  // folded → as written first
  for (ProposedImport& import : proposal.imports) {
    std::set<std::string> of_file;
    for (ProposedField& field : import.fields) {
      field.name = first.emplace(unicode::FoldCase(field.name), field.name).first->second;
      const std::string base = field.name;
      for (int i = 2; !of_file.insert(unicode::FoldCase(field.name)).second; ++i)
        field.name = base + " " + std::to_string(i);
    }
  }
}

/// One name, one type: where files disagree, text. Choices of several files are put together.
void UniteTypes(Proposal& proposal) {
  std::map<std::string, ProposedField> first;
  for (ProposedImport& import : proposal.imports) {
    for (ProposedField& field : import.fields) {
      ProposedField& known = first.emplace(field.name, field).first->second;
      if (known.type != field.type) known.type = "text";
      for (const std::string& choice : field.choices) {
        const auto& choices = known.choices;
        if (std::find(choices.begin(), choices.end(), choice) == choices.end()) known.choices.push_back(choice);
      }
    }
  }
  for (ProposedImport& import : proposal.imports) {
    for (ProposedField& field : import.fields) {
      field.type = first[field.name].type;
      field.choices = first[field.name].choices;
    }
  }
}

void ChooseStage(Proposal& proposal) {
  for (const ProposedImport& import : proposal.imports) {
    for (const ProposedField& field : import.fields) {
      if (field.type == "choice" && NamesAStage(import.source, field.name)) proposal.stage = field;
    }
  }
}

}  // namespace

Proposal Propose(const std::vector<Survey>& surveys) {
  Proposal proposal;
  std::set<std::string> names;
  for (const Survey& survey : surveys) {
    ProposedImport import = FileProposer(survey).Propose();
    const std::string base = import.name;
    for (int i = 2; !names.insert(import.name).second; ++i) import.name = base + "_" + std::to_string(i);
    proposal.imports.push_back(std::move(import));
  }
  ChooseCurrency(surveys, proposal);
  ChooseZone(surveys, proposal);
  UniteNames(proposal);
  UniteTypes(proposal);
  ChooseStage(proposal);
  return proposal;
}

}  // namespace segue::discover
