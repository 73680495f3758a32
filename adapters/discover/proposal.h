// A project proposed for files that nobody has described yet: what their columns mean, how they are written, and why
// that is believed. Everything is a guess that a person can correct in segue.yaml; each is said.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/discover/survey.h"

namespace segue::discover {

/// A contact field or an event's property.
struct ProposedField {
  std::string name;                  // in the rules
  std::string column;                // of the file; may be a constant "=…"
  std::string type;                  // as the rules write it: text, number, money, flag, date, time, list, choice
  std::vector<std::string> choices;  // of a choice
};

struct ProposedEvent {
  std::string name;
  std::string at;                 // column
  std::optional<std::string> id;  // column
  std::vector<ProposedField> properties;
};

/// Where the contacts' systems are known by the columns of their exports.
enum class Source : std::uint8_t { kUnknown, kKlaviyo, kHubSpot, kMautic };

struct ProposedImport {
  std::string name;
  std::string file;  // its name in the project's data folder
  Source source = Source::kUnknown;
  std::string contact;  // column, or #row
  std::vector<std::string> aliases;
  std::optional<std::string> born;
  std::optional<std::string> encoding;
  std::string format;  // of dates; empty: ISO 8601
  char decimal = '.';
  std::vector<ProposedField> fields;
  std::vector<ProposedEvent> events;
  std::vector<std::string> notes;  // what was guessed, for people
};

struct Proposal {
  std::vector<ProposedImport> imports;
  std::string zone = "UTC";
  std::string currency = "EUR";
  /// A choice field that says where a contact stands, from which a lifecycle is made.
  std::optional<ProposedField> stage;
  std::vector<std::string> notes;  // about all files
};

/// Field names are made unique and agree in type across files.
Proposal Propose(const std::vector<Survey>& surveys);

}  // namespace segue::discover
