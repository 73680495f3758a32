// Resolves a mapping against the rules' schema; every mistake is named with its place in segue.yaml.
#include <algorithm>
#include <set>
#include <utility>

#include "adapters/csv/bytes.h"
#include "adapters/import/bound_mapping.h"
#include "adapters/import/group_binder.h"
#include "adapters/project/did_you_mean.h"
#include "adapters/project/mistakes.h"
#include "unicode/unicode.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Result;
using project::ColumnRef;
using project::Place;

template <typename Declarations>
std::vector<std::string> NamesOf(const Declarations& declarations) {
  std::vector<std::string> names;
  names.reserve(declarations.size());
  for (const auto& declaration : declarations) names.push_back(declaration.name);
  return names;
}

template <typename Declarations>
std::optional<std::size_t> FindByName(const Declarations& declarations, const std::string& name) {
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    if (declarations[i].name == name) return i;
  }
  return std::nullopt;
}

class Binder {
 public:
  Binder(const project::ImportMapping& mapping, const engine::Program& program)
      : mapping_(mapping), program_(program), bound_(std::make_unique<BoundMapping>()) {}

  Result<std::unique_ptr<BoundMapping>> Bind() {
    bound_->name = mapping_.name;
    bound_->blank_clears = mapping_.blank_clears;
    bound_->flags = std::make_unique<FlagWords>(mapping_.yes, mapping_.no);
    bound_->replacements.emplace_back("", Replacements());
    for (const auto& [column, values] : mapping_.values) bound_->replacements.emplace_back(column, values);
    CheckEncoding();
    if (!mapping_.group_by.empty()) groups_.emplace(mapping_, *bound_, mistakes_);
    BindContact();
    BindFields();
    for (const project::EventMapping& event : mapping_.events) BindEvent(event);
    BindLists();
    BindSnapshot();
    CheckColumnsOf("values", mapping_.values);
    CheckColumnsOf("scale", mapping_.scale);
    if (mistakes_.empty()) return std::move(bound_);
    return Error{"checking the import \"" + mapping_.name + "\"", mistakes_.Render("segue.yaml"),
                 "correct segue.yaml or the rules it refers to", ErrorClass::kFailure};
  }

 private:
  void CheckEncoding() {
    if (!mapping_.encoding || csv::KnownEncoding(*mapping_.encoding)) return;
    mistakes_.Add(mapping_.place, "the encoding \"" + *mapping_.encoding +
                                      "\" is not known; use a name such as windows-1252 or iso-8859-15");
  }

  CellSource Bind(const ColumnRef& column) {
    if (column.constant) return {CellSource::Kind::kConstant, 0, column.text};
    if (groups_) return groups_->Bind(column, {});
    if (column.text == project::kRowNumber) return {CellSource::Kind::kRowNumber, 0, column.text};
    auto& columns = bound_->columns;
    auto found = std::find(columns.begin(), columns.end(), column.text);
    if (found == columns.end()) found = columns.insert(columns.end(), column.text);
    return {CellSource::Kind::kColumn, static_cast<std::size_t>(found - columns.begin()), column.text};
  }
  std::optional<CellSource> Bind(const std::optional<ColumnRef>& column) {
    if (!column) return std::nullopt;
    return Bind(*column);
  }

  /// A cell that says when something was.
  CellSource BindMoment(const ColumnRef& column, MomentReader* moments) {
    if (column.constant || !groups_) return Bind(column);
    return groups_->Bind(column, {nullptr, GroupBinder::ReadsMoments(moments)});
  }
  std::optional<CellSource> BindMoment(const std::optional<ColumnRef>& column) {
    if (!column) return std::nullopt;
    return BindMoment(*column, bound_->moments);
  }

  /// One reader for each pair of zone and format.
  MomentReader* Moments(const std::optional<std::string>& zone, const std::optional<std::string>& format, Place place) {
    const std::string zone_name = zone.value_or(mapping_.zone.value_or(program_.zone));
    const std::string format_text = format.value_or("");
    for (BoundMapping::ZonedReader& known : bound_->moment_readers) {
      if (known.zone == zone_name && known.format == format_text) return &known.reader;
    }
    MomentReader reader(LoadZone(zone_name, place), CompileFormat(format_text, place));
    bound_->moment_readers.push_back({zone_name, format_text, std::move(reader)});
    return &bound_->moment_readers.back().reader;
  }

  /// An unknown zone is a mistake, once; UTC stands in for it.
  engine::Calendar LoadZone(const std::string& zone, Place place) {
    if (std::optional<engine::Calendar> calendar = engine::Calendar::Load(zone)) return *calendar;
    if (unknown_zones_.insert(zone).second) {
      mistakes_.Add(place, "unknown time zone \"" + zone + "\"; use an IANA name such as Europe/Paris");
    }
    return *engine::Calendar::Load("UTC");
  }

  std::optional<TimeFormat> CompileFormat(const std::string& format, Place place) {
    if (format.empty()) return std::nullopt;
    std::optional<TimeFormat> compiled = TimeFormat::Compile(format);
    if (!compiled) {
      mistakes_.Add(place,
                    "the format \"" + format +
                        "\" is not understood; it needs a day, such as %d/%m/%Y, and knows %Y %y %m %d %e %H %I %M "
                        "%S %f %p %b %B %z %s %F %T %R");
    }
    return compiled;
  }

  void BindContact() {
    bound_->moments = Moments(mapping_.zone, mapping_.format, mapping_.place);
    bound_->contact = Bind(mapping_.contact);
    if (groups_ && bound_->contact) groups_->MarkContact(*bound_->contact, *mapping_.contact);
    bound_->born = BindMoment(mapping_.born);
    bound_->gone = BindMoment(mapping_.gone);
    bound_->fields_at = BindMoment(mapping_.fields_at);
    for (const ColumnRef& alias : mapping_.aliases) bound_->aliases.push_back(Bind(alias));
  }

  BoundValue BindValue(const engine::FieldDeclaration& declaration, const ColumnRef& column,
                       const std::optional<std::string>& zone, const std::optional<std::string>& format) {
    BoundValue value{{}, &bound_->replacements.front().second, nullptr};
    Notation notation{mapping_.decimal.front(), std::nullopt, bound_->flags.get()};
    const bool computed = groups_ && !column.constant && GroupBinder::Computes(column.text);
    const std::string base = groups_ ? GroupBinder::ColumnCopied(column.text) : column.text;
    if (computed) {
      notation.decimal = '.';
    } else if (!column.constant) {
      // Groups are gathered from replaced cells.
      if (!groups_) value.replacements = &ReplacementsOf(*bound_, base);
      notation.factor = FactorOf(mapping_, base);
    }
    MomentReader* moments = Moments(zone, std::nullopt, column.place);
    MomentReader* formatted = format ? Moments(zone, format, column.place) : nullptr;
    value.reader = std::make_unique<ValueReader>(declaration, notation, moments, formatted);
    const bool grouped = groups_ && !column.constant;
    value.source =
        grouped ? groups_->Bind(column, {&declaration, GroupBinder::Reads(value.reader.get())}) : Bind(column);
    if (column.constant) CheckConstant(declaration, column, *value.reader);
    return value;
  }

  void CheckConstant(const engine::FieldDeclaration& declaration, const ColumnRef& column, ValueReader& reader) {
    if (column.text.empty()) return;
    adapters::FactValue ignored;
    std::int64_t shifted = 0;
    const std::string reason = reader.Read(column.text, ignored, shifted);
    if (!reason.empty()) mistakes_.Add(column.place, "the constant for \"" + declaration.name + "\": " + reason);
  }

  void BindFields() {
    for (const auto& [name, column] : mapping_.fields) {
      const auto field = FindByName(program_.schema.fields, name);
      if (!field) {
        const std::vector<std::string> known = NamesOf(program_.schema.fields);
        mistakes_.Add(column.place,
                      "the rules declare no contact field \"" + name + "\"" + Suggest(name, known, "; they declare "));
        continue;
      }
      bound_->fields.push_back({static_cast<engine::FieldId>(*field),
                                BindValue(program_.schema.fields[*field], column, mapping_.zone, mapping_.format)});
    }
  }

  static std::string Suggest(const std::string& name, const std::vector<std::string>& known, const std::string& lead) {
    std::string meant = project::DidYouMean(name, known);
    if (!meant.empty() || known.empty()) return meant;
    return lead + project::Enumerate(known);
  }

  void BindEvent(const project::EventMapping& event) {
    const auto kind = FindByName(program_.schema.events, event.event);
    if (!kind) {
      const std::vector<std::string> known = NamesOf(program_.schema.events);
      mistakes_.Add(event.place, "the rules declare no event \"" + event.event + "\"" +
                                     Suggest(event.event, known, "; they declare "));
      return;
    }
    const engine::EventKind& declared = program_.schema.events[*kind];
    CheckOwner(event, declared);
    const std::optional<std::string> format = event.format ? event.format : mapping_.format;
    const std::optional<std::string> zone = event.zone ? event.zone : mapping_.zone;
    BoundEvent bound;
    bound.kind = static_cast<engine::EventKindId>(*kind);
    bound.moments = Moments(zone, format, event.place);
    if (groups_) {
      groups_->LookAt(event.when);
    } else {
      for (const auto& [column, accepted] : event.when) {
        bound.when.push_back({Bind(ColumnRef{column, false, {}}), AcceptedWords(accepted)});
      }
    }
    bound.at = BindMoment(event.at, bound.moments);
    bound.id = Bind(event.id);
    bound.order = Bind(event.order);
    bound.properties.resize(declared.properties.size());
    for (const auto& [name, column] : event.properties) {
      const auto property = FindByName(declared.properties, name);
      if (property) {
        bound.properties[*property] = BindValue(declared.properties[*property], column, zone, format);
      } else {
        mistakes_.Add(column.place, "the event \"" + declared.name + "\" has no property \"" + name + "\"" +
                                        Suggest(name, NamesOf(declared.properties), "; it has "));
      }
    }
    bound_->events.push_back(std::move(bound));
    if (groups_) groups_->LookAt({});
  }

  void CheckOwner(const project::EventMapping& event, const engine::EventKind& declared) {
    if (declared.account && mapping_.contact) {
      mistakes_.Add(event.place, "\"" + declared.name +
                                     "\" is an account event; import it in a mapping of its own without `contact`");
    }
    if (!declared.account && !mapping_.contact) {
      mistakes_.Add(event.place, "the event \"" + declared.name +
                                     "\" happens to a contact: add `contact`, the column with the contact's key");
    }
  }

  void BindLists() {
    const auto& lists = program_.schema.lists;
    for (const auto& [name, column] : mapping_.lists) {
      const auto found = std::find(lists.begin(), lists.end(), name);
      if (found == lists.end()) {
        bound_->notes.push_back("no rule names the list \"" + name + "\", so it was not imported");
        continue;
      }
      bound_->lists.push_back({static_cast<engine::ListId>(found - lists.begin()), Bind(column)});
    }
  }

  void BindSnapshot() {
    if (!mapping_.snapshot) return;
    BoundSnapshot snapshot{*mapping_.snapshot, std::nullopt, std::nullopt};
    using Observed = project::SnapshotMapping::Observed;
    if (snapshot.mapping.observed == Observed::kColumn) snapshot.column = Bind(snapshot.mapping.column);
    if (snapshot.mapping.observed == Observed::kFileName) {
      snapshot.pattern = TimeFormat::Compile(snapshot.mapping.pattern);
      if (!snapshot.pattern) {
        mistakes_.Add(snapshot.mapping.place, "the pattern \"" + snapshot.mapping.pattern +
                                                  "\" is not understood; it needs a day, such as \"%Y%m%d\"");
      }
    }
    bound_->snapshot = std::move(snapshot);
  }

  /// A column under `values` or `scale` that nothing reads is a slip of the pen.
  template <typename Pairs>
  void CheckColumnsOf(const std::string& key, const Pairs& pairs) {
    const std::vector<std::string> columns = bound_->InputColumns();
    for (const auto& pair : pairs) {
      if (std::find(columns.begin(), columns.end(), pair.first) != columns.end()) continue;
      mistakes_.Add(mapping_.place, "`" + key + "` names the column \"" + pair.first +
                                        "\", which nothing is mapped to" + project::DidYouMean(pair.first, columns));
    }
  }

  const project::ImportMapping& mapping_;
  const engine::Program& program_;
  std::unique_ptr<BoundMapping> bound_;
  project::Mistakes mistakes_;
  std::set<std::string> unknown_zones_;
  std::optional<GroupBinder> groups_;  // of a grouped import
};

}  // namespace

std::vector<std::string> BoundMapping::InputColumns() const {
  if (!groups) return columns;
  std::vector<std::string> names;
  for (const GroupInput& input : groups->inputs) {
    if (std::find(names.begin(), names.end(), input.column) == names.end()) names.push_back(input.column);
  }
  return names;
}

Result<std::unique_ptr<BoundMapping>> BindMapping(const project::ImportMapping& mapping,
                                                  const engine::Program& program) {
  return Binder(mapping, program).Bind();
}

}  // namespace segue::import
