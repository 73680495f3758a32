// A review as it was: which rules, which moment, what was known, every figure. One json file per audit,
// audits/NAME.json in the project's folder; the same rules over the same facts at the same moment give the same bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/result.h"

namespace segue::cli {

struct AuditedFigure {
  std::string name;   // "Monthly: conversion 2026-03 FR", "goal T1: status"
  std::string value;  // as in csv; empty is no value
};

struct AuditedRules {
  std::string path;  // of the file
  std::string text;
  bool used = false;  // by `use`, not given itself
};

struct KnownFacts {
  std::string name;  // "contacts", or a kind of events
  std::int64_t count = 0;
};

struct Audit {
  std::string name;
  std::string segue;         // the program's version
  std::string rules_hash;    // 16 hexadecimal digits
  std::string as_of;         // UTC
  std::string data_through;  // UTC; empty when the store holds no dated data
  std::vector<KnownFacts> known;
  std::vector<std::pair<std::string, std::string>> parameters;
  std::vector<AuditedRules> rules;
  std::vector<AuditedFigure> figures;
};

/// Where an audit of this name is kept; an error for a name that is no file name.
adapters::Result<std::string> AuditPath(const std::string& project, const std::string& name);
/// The names of the audits that there are, in order.
std::vector<std::string> AuditNames(const std::string& project);

/// Written beside and renamed.
adapters::Status WriteAudit(const std::string& path, const Audit& audit);
adapters::Result<Audit> ReadAudit(const std::string& path);

}  // namespace segue::cli
