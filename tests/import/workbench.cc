// A project in a temporary folder; see the header.
#include "tests/import/workbench.h"

#include <zlib.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/calendar.h"

namespace segue::test {
namespace {

using namespace adapters;  // NOLINT: fact types all over this file
using engine::ValueType;

std::string Text(const FactValue& value) {
  struct Teller {
    std::string operator()(std::monostate) const { return "-"; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(double number) const {
      char text[40];
      std::snprintf(text, sizeof text, "%.17g", number);
      for (int digits = 1; digits < 17; ++digits) {
        char shorter[40];
        std::snprintf(shorter, sizeof shorter, "%.*g", digits, number);
        if (std::strtod(shorter, nullptr) == number) return shorter;
      }
      return text;
    }
    std::string operator()(engine::Money money) const {
      char text[40];
      const auto amount = static_cast<long long>(money.ten_thousandths);
      std::snprintf(text, sizeof text, "%s%lld.%04lld", amount < 0 ? "-" : "", std::llabs(amount) / 10000,
                    std::llabs(amount) % 10000);
      return text;
    }
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
    std::string operator()(engine::Day day) const {
      const engine::Civil date = engine::DateFromDay(day);
      char text[40];
      std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
      return text;
    }
    std::string operator()(engine::TimePoint time) const { return engine::FormatUtc(time.instant); }
    std::string operator()(const std::vector<std::string>& items) const {
      std::string text = "[";
      for (const std::string& item : items) text += (text.size() > 1 ? "|" : "") + item;
      return text + "]";
    }
  };
  return std::visit(Teller{}, value);
}

std::string From(const std::optional<engine::Instant>& at) { return at ? " from " + engine::FormatUtc(*at) : ""; }

class MemorySink final : public FactSink {
 public:
  MemorySink(MemoryStore& store, const engine::Schema& schema) : store_(store), schema_(schema) {}

  Status Add(const ContactFact& fact) override {
    return Keep("contact " + std::string(fact.key) + (fact.born ? " born " + engine::FormatUtc(*fact.born) : "") +
                (fact.gone ? " gone " + engine::FormatUtc(*fact.gone) : ""));
  }
  Status Add(const AliasFact& fact) override {
    return Keep("alias " + std::string(fact.key) + " = " + std::string(fact.alias));
  }
  Status Add(const FieldFact& fact) override {
    return Keep("field " + std::string(fact.key) + " " + schema_.fields[fact.field].name + " = " + Text(fact.value) +
                From(fact.at));
  }
  Status Add(const EventFact& fact) override {
    const engine::EventKind& kind = schema_.events[fact.kind];
    ++counts_.events_added;
    REQUIRE(fact.properties.size() == kind.properties.size());
    std::string text = "event " + std::string(fact.key) + " " + kind.name + " " + engine::FormatUtc(fact.at) + " {";
    for (std::size_t i = 0; i < kind.properties.size(); ++i) {
      if (std::holds_alternative<std::monostate>(fact.properties[i])) continue;
      text += (text.ends_with('{') ? "" : ", ") + kind.properties[i].name + ": " + Text(fact.properties[i]);
    }
    text += "}";
    if (fact.id) text += " id " + std::string(*fact.id);
    if (fact.rank != 0) text += " rank " + std::to_string(fact.rank);
    return Keep(text);
  }
  Status Add(const ListFact& fact) override {
    return Keep("list " + std::string(fact.key) + " " + schema_.lists[fact.list] + (fact.member ? " yes" : " no") +
                From(fact.joined));
  }
  Status BeginSnapshot(const SnapshotInfo& info) override {
    return Keep("snapshot " + engine::FormatUtc(info.observed) + (info.complete ? " complete" : ""));
  }
  Status Add(const SnapshotRow& row) override {
    std::string text = "row " + std::string(row.key) + " {";
    for (const auto& [field, value] : row.values) {
      text += (text.ends_with('{') ? "" : ", ") + schema_.fields[field].name + ": " + Text(value);
    }
    return Keep(text + "}" + From(row.dates_at));
  }
  Result<FactCounts> Commit() override {
    store_.facts.insert(store_.facts.end(), facts_.begin(), facts_.end());
    return counts_;
  }

 private:
  Status Keep(std::string fact) {
    if (store_.failures_until_add == static_cast<int>(facts_.size())) {
      return Error{"", "the disk is full", "free some space", ErrorClass::kFailure};
    }
    facts_.push_back(std::move(fact));
    return Ok();
  }

  MemoryStore& store_;
  const engine::Schema& schema_;
  std::vector<std::string> facts_;
  FactCounts counts_;
};

engine::FieldDeclaration Declare(std::string name, ValueType type) {
  engine::FieldDeclaration declaration;
  declaration.name = std::move(name);
  declaration.type = type;
  if (type == ValueType::kMoney) declaration.currency = "EUR";
  if (type == ValueType::kChoice) declaration.choices = {"inconnu", "prospect", "client"};
  return declaration;
}

engine::Program SampleProgram() {
  engine::Program program;
  program.zone = "Europe/Paris";
  program.currency = "EUR";
  program.schema.fields = {Declare("country", ValueType::kText),  Declare("age", ValueType::kNumber),
                           Declare("credit", ValueType::kMoney),  Declare("optin", ValueType::kFlag),
                           Declare("birthday", ValueType::kDate), Declare("seen", ValueType::kTime),
                           Declare("tags", ValueType::kList),     Declare("type", ValueType::kChoice)};
  engine::EventKind purchase;
  purchase.name = "purchase";
  purchase.properties = {Declare("amount", ValueType::kMoney), Declare("order", ValueType::kText),
                         Declare("items", ValueType::kNumber)};
  engine::EventKind form;
  form.name = "form_submitted";
  form.properties = {Declare("form", ValueType::kText)};
  engine::EventKind spend;
  spend.name = "spend";
  spend.account = true;
  spend.properties = {Declare("amount", ValueType::kMoney)};
  program.schema.events = {purchase, form, spend};
  program.schema.lists = {"VIP"};
  return program;
}

}  // namespace

std::string TextOf(const Error& error) { return error.doing + ": " + error.problem + " (" + error.advice + ")"; }

Workbench::Workbench() : program(SampleProgram()) {
  std::string pattern = (std::filesystem::temp_directory_path() / "segue-import-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  directory_ = pattern;
  options.rejects_directory = directory_ + "/rejects";
  options.max_rejects = 1;
}

Workbench::~Workbench() {
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void Workbench::Write(const std::string& name, const std::string& content) const {
  std::ofstream file(directory_ + "/" + name, std::ios::binary);
  file << content;
  REQUIRE(file.good());
}

void Workbench::WriteGzip(const std::string& name, const std::string& content, std::size_t cut_bytes) const {
  const std::string path = directory_ + "/" + name;
  gzFile file = gzopen(path.c_str(), "wb");
  REQUIRE(file != nullptr);
  gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
  gzclose(file);
  if (cut_bytes > 0) std::filesystem::resize_file(path, std::filesystem::file_size(path) - cut_bytes);
}

std::string Workbench::Read(const std::string& name) const {
  std::ifstream file(directory_ + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Result<project::Project> Workbench::Load(const std::string& mapping) const {
  Write("segue.yaml", "imports:\n  it:\n" + mapping);
  return project::LoadProject(directory_);
}

Result<import::ImportSummary> Workbench::Import(const std::string& mapping) {
  const Result<project::Project> project = Load(mapping);
  if (!project) return project.error();
  const auto begin_memory = [this](const std::string&, const std::string& file) -> Result<std::unique_ptr<FactSink>> {
    store.begun.push_back(file);
    return std::unique_ptr<FactSink>(std::make_unique<MemorySink>(store, program.schema));
  };
  return import::RunImport(*project, project->imports.front(), program, begin ? begin : begin_memory, options);
}

import::ImportSummary Workbench::Imported(const std::string& mapping){
    Result<import::ImportSummary> summary = Import(mapping);
if (!summary) FAIL(TextOf(summary.error()));
return *summary;
}  // namespace segue::test

std::string Workbench::ProblemOf(const std::string& mapping) {
  const Result<import::ImportSummary> summary = Import(mapping);
  if (summary) FAIL("the import worked, a failure was expected");
  return TextOf(summary.error());
}

}  // namespace segue::test
