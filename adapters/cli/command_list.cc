// segue list: who is in a segment, since when, and until when if nothing happens.
#include "adapters/cli/commands.h"
#include "adapters/cli/field_value.h"
#include "adapters/cli/log.h"
#include "adapters/cli/names.h"
#include "engine/answers.h"

namespace segue::cli {
namespace {

Result<std::vector<engine::FieldId>> FieldsAsked(const engine::Program& program,
                                                 const std::vector<std::string>& names) {
  std::vector<engine::FieldId> fields;
  for (const std::string& name : names) {
    Result<engine::FieldId> field = FindField(program, name);
    if (!field) return field.error();
    fields.push_back(*field);
  }
  return fields;
}

bool IsNumber(engine::ValueType type) {
  return type == engine::ValueType::kNumber || type == engine::ValueType::kMoney;
}

bool IsTime(engine::ValueType type) { return type == engine::ValueType::kDate || type == engine::ValueType::kTime; }

std::vector<OutputColumn> ListColumns(const engine::Schema& schema, const std::vector<engine::FieldId>& fields) {
  std::vector<OutputColumn> columns{
      {"contact", false, true}, {"since", false, false, true}, {"until", false, false, true}};
  for (const engine::FieldId field : fields) {
    const engine::ValueType type = schema.fields[field].type;
    columns.push_back({schema.fields[field].name, IsNumber(type), false, IsTime(type)});
  }
  return columns;
}

void WriteMembers(Session& session, const Population& population, const engine::NamedNode& segment,
                  const std::vector<engine::FieldId>& fields, const std::vector<engine::Membership>& members) {
  const engine::Schema& schema = population.program.schema;
  const auto writer = session.Writer({.title = segment.name + ": " + WithThousands(std::to_string(members.size())) +
                                               (members.size() == 1 ? " contact" : " contacts"),
                                      .header = {HeaderLine(population)},
                                      .notes = {},
                                      .when_empty = "nobody is in it"});
  writer->Begin(ListColumns(schema, fields));
  for (const engine::Membership& member : members) {
    std::vector<Value> row{std::string_view(population.timelines.keys[member.contact]), Moment{member.since},
                           Moment{member.until.value_or(engine::kForever)}};
    for (const engine::FieldId field : fields) {
      row.push_back(FieldValue(population.timelines.fields[field], schema.fields[field], member.contact,
                               population.as_of, population.program.currency));
    }
    writer->Row(row);
  }
  writer->End();
}

}  // namespace

Result<int> RunCommand(Session& session, const ListOptions& options) {
  Result<const engine::Program*> program = session.Program();
  if (!program) return program.error();
  Result<const engine::NamedNode*> segment = FindSegment(**program, options.segment);
  if (!segment) return segment.error();
  Result<std::vector<engine::FieldId>> fields = FieldsAsked(**program, options.fields);
  if (!fields) return fields.error();

  NeededColumns columns(**program);
  columns.AddNode((*segment)->node);
  for (const engine::FieldId field : *fields) columns.AddField(field);
  Result<std::unique_ptr<Population>> population = session.Load(columns);
  if (!population) return population.error();

  std::vector<engine::Membership> members;
  {
    const Stage stage("evaluate");
    members = engine::ListMembers(*(*population)->evaluator, (*population)->as_of, (*segment)->node);
  }
  WriteMembers(session, **population, **segment, *fields, members);
  WarnOfRunaways(**population);
  return kDone;
}

}  // namespace segue::cli
