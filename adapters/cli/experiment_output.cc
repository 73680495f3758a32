// Tables for people, rows for programs.
#include "adapters/cli/experiment_output.h"

#include <cmath>
#include <utility>

#include "adapters/cli/experiment_rows.h"
#include "adapters/cli/table.h"
#include "adapters/cli/terminal.h"

namespace segue::cli {
namespace {

using engine::NoComparison;

/// Texts for people, as wide as the terminal.
template <typename Style>
void WriteLines(Session& session, const std::vector<std::string>& texts, const Style& style) {
  for (const std::string& text : texts) {
    for (const std::string& line : WrapText(text, OutputWidth())) session.out() << style(line) << '\n';
  }
}

std::string DayText(engine::Instant instant, const engine::Calendar& calendar) {
  return calendar.Label(calendar.PeriodOf(instant, engine::CalendarUnit::kDay).start, engine::CalendarUnit::kDay);
}

/// "arms by arm against No E-Mail, from 2026-03-01 to 2026-03-14".
std::string SubjectText(const Population& population, const ComputedExperiment& computed) {
  const engine::Experiment& experiment = *computed.experiment;
  const std::string arms =
      "arms by " + Printable(experiment.arms.title) + " against " + Printable(experiment.control) + ", ";
  if (!experiment.from) return arms + "over all data";
  return arms + "from " + DayText(computed.result.range.start, population.calendar) + " to " +
         DayText(computed.result.range.end - 1, population.calendar);
}

MeasureText TextOf(const Population& population, const ComputedExperiment& computed, std::size_t measure,
                   const Reader& reader) {
  return {population.program.metrics[computed.experiment->measures[measure].metric], computed.result.measures[measure],
          reader};
}

std::string TitleOf(const Population& population, const ComputedExperiment& computed, std::size_t measure) {
  const engine::Metric& metric = population.program.metrics[computed.experiment->measures[measure].metric];
  return Printable(metric.name) + (metric.currency.empty() ? "" : " (" + metric.currency + ")");
}

bool IsMismatch(const ComputedExperiment& computed) {
  return computed.result.sample_ratio && computed.result.sample_ratio->mismatch;
}

void WriteArms(Session& session, const Population& population, const ComputedExperiment& computed, bool header) {
  TableFrame frame{.title = computed.experiment->name, .header = {}, .notes = {}, .when_empty = ""};
  if (!IsMismatch(computed)) frame.header.push_back(SizesSentence(computed, Reader::OfTable(population.calendar)));
  if (!computed.experiment->description.empty())
    frame.header.push_back(PrintableParagraph(computed.experiment->description));
  frame.header.push_back(SubjectText(population, computed));
  if (header) frame.header.push_back(HeaderLine(population));
  WriteArmRows(*session.Writer(std::move(frame)), population, computed, Reader::OfTable(population.calendar));
}

}  // namespace

void WriteArmRows(ResultWriter& writer, const Population& population, const ComputedExperiment& computed,
                  const Reader& reader) {
  const engine::ExperimentResult& result = computed.result;
  std::vector<OutputColumn> columns{{reader.Say(Phrase::kArm), false, true}, {reader.Say(Phrase::kContacts), true}};
  for (std::size_t i = 0; i < result.measures.size(); ++i) columns.push_back({TitleOf(population, computed, i), true});
  writer.Begin(columns);
  for (std::size_t arm = 0; arm < result.arms.size(); ++arm) {
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < result.measures.size(); ++i) {
      const engine::MeasureResult& measure = result.measures[i];
      texts.push_back(measure.recorded ? TextOf(population, computed, i, reader).ValueWithin(measure.arms[arm]) : "–");
    }
    std::vector<Value> values{std::string_view(result.arms[arm].name), result.arms[arm].contacts};
    for (const std::string& text : texts) values.emplace_back(std::string_view(text));
    writer.Row(values);
  }
  writer.End();
}

namespace {

/// `72 % (64 to 81)`.
std::string LiftText(const statistics::Lift& lift, const Reader& reader) {
  const auto percent = [&](double value) { return reader.Figure(std::int64_t{std::llround(value * 100)}); };
  std::string text = percent(lift.lift) + " %";
  if (!lift.interval) return text;
  return reader.Say(Phrase::kWithin, {text, percent(lift.interval->low), percent(lift.interval->high)});
}

/// A row of the table of comparisons.
struct ComparisonTexts {
  std::string arms, difference, lift = "–", p = "–";
};

ComparisonTexts TextsOf(const ComputedExperiment& computed, const MeasureText& text,
                        const engine::ArmComparison& comparison, const Reader& reader) {
  const auto& arms = computed.result.arms;
  ComparisonTexts texts{arms[comparison.arm].name + " – " + arms[comparison.against].name, reader.Say(Phrase::kTooFew)};
  if (comparison.missing == NoComparison::kNoVariation) texts.difference = reader.Say(Phrase::kSameForAll);
  if (comparison.missing != NoComparison::kNone) return texts;
  texts.difference = text.BareDifference(comparison.plain);
  if (comparison.lift) texts.lift = LiftText(*comparison.lift, reader);
  texts.p = ProbabilityText(comparison.p_corrected, reader).substr(2);
  return texts;
}

}  // namespace

void WriteComparisonRows(ResultWriter& writer, const Population& population, const ComputedExperiment& computed,
                         std::size_t index, const Reader& reader) {
  const engine::MeasureResult& measure = computed.result.measures[index];
  const engine::Metric& metric = population.program.metrics[computed.experiment->measures[index].metric];
  const MeasureText text(metric, measure, reader);
  const std::string unit =
      text.Unit().empty() ? reader.Say(Phrase::kDifference) : reader.Say(Phrase::kDifferenceIn, {text.Unit()});
  writer.Begin({{metric.name, false, true},
                {unit + " (95 %)", true},
                {reader.Say(Phrase::kInProportion) + " (95 %)", true},
                {"p", true}});
  for (const engine::ArmComparison& comparison : measure.comparisons) {
    const ComparisonTexts texts = TextsOf(computed, text, comparison, reader);
    const std::vector<Value> row{std::string_view(texts.arms), std::string_view(texts.difference),
                                 std::string_view(texts.lift), std::string_view(texts.p)};
    writer.Row(row);
  }
  writer.End();
}

namespace {

void WriteComparisons(Session& session, const Population& population, const ComputedExperiment& computed,
                      std::size_t index) {
  WriteComparisonRows(*session.Writer({}), population, computed, index, Reader::OfTable(population.calendar));
  session.out() << '\n';
}

std::string TextsJson(const std::vector<std::string>& texts) {
  std::string json;
  for (const std::string& text : texts) json += (json.empty() ? "" : ", ") + QuoteJson(text);
  return "[" + json + "]";
}

std::vector<std::string> AllFindings(const Population& population, const ComputedExperiment& computed) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < computed.result.measures.size(); ++i) {
    for (std::string& sentence : FindingsOf(population.program, computed, i, Reader::OfTable(population.calendar)))
      all.push_back(std::move(sentence));
  }
  return all;
}

std::string ArmsJson(const engine::ExperimentResult& result) {
  std::string json;
  for (const engine::ExperimentArm& arm : result.arms) {
    json += (json.empty() ? "" : ", ") + ("{\"arm\": " + QuoteJson(arm.name)) +
            ", \"contacts\": " + std::to_string(arm.contacts) + ", \"share\": " + JsonText(Rate{arm.share}) + "}";
  }
  return "[" + json + "]";
}

}  // namespace

void WriteExperiment(Session& session, const Population& population, const ComputedExperiment& computed, bool header) {
  // What must not be overlooked stands above all; headers are dimmed.
  if (IsMismatch(computed)) {
    WriteLines(session, {SizesSentence(computed, Reader::OfTable(population.calendar))},
               [](const auto& line) { return Red(line, UsesColour(Stream::kOutput)); });
    session.out() << '\n';
  }
  WriteArms(session, population, computed, header);
  const auto plain = [](const auto& line) { return line; };
  for (std::size_t i = 0; i < computed.result.measures.size(); ++i) {
    session.out() << '\n';
    if (computed.result.measures[i].recorded) WriteComparisons(session, population, computed, i);
    WriteLines(session, FindingsOf(population.program, computed, i, Reader::OfTable(population.calendar)), plain);
  }
  const std::vector<std::string> remarks =
      RemarksOf(population.program, computed, Reader::OfTable(population.calendar));
  if (!remarks.empty()) session.out() << '\n';
  WriteLines(session, remarks, plain);
}

void WriteExperimentsCsv(Session& session, const Population& population,
                         const std::vector<ComputedExperiment>& computed) {
  const auto writer = session.Writer({});
  writer->Begin(ExperimentColumns());
  for (const ComputedExperiment& experiment : computed) WriteExperimentRows(*writer, population, experiment);
  writer->End();
}

void WriteExperimentJson(std::ostream& out, const Population& population, const ComputedExperiment& computed) {
  const engine::Experiment& experiment = *computed.experiment;
  const engine::ExperimentResult& result = computed.result;
  const std::optional<engine::Instant> through = population.common().data_through;
  const Value from = experiment.from ? Value{Moment{result.range.start}} : Value{};
  out << "{\n  \"experiment\": " << QuoteJson(experiment.name)
      << ",\n  \"description\": " << QuoteJson(experiment.description)
      << ",\n  \"as_of\": " << JsonText(Moment{population.as_of})
      << ",\n  \"data_through\": " << JsonText(through ? Value{Moment{*through}} : Value{})
      << ",\n  \"timezone\": " << QuoteJson(population.calendar.zone()) << ",\n  \"from\": " << JsonText(from)
      << ",\n  \"to\": " << JsonText(Moment{result.range.end - 1})
      << ",\n  \"control\": " << QuoteJson(experiment.control) << ",\n  \"arms\": " << ArmsJson(result)
      << ",\n  \"without_arm\": " << result.without_arm
      << ",\n  \"sample_ratio_mismatch\": " << (result.sample_ratio && result.sample_ratio->mismatch ? "true" : "false")
      << ",\n  \"sizes\": " << QuoteJson(SizesSentence(computed, Reader::OfTable(population.calendar)))
      << ",\n  \"findings\": " << TextsJson(AllFindings(population, computed)) << ",\n  \"remarks\": "
      << TextsJson(RemarksOf(population.program, computed, Reader::OfTable(population.calendar))) << ",\n  \"rows\": ";
  const std::unique_ptr<ResultWriter> rows = MakeJsonRows(out, "  ");
  rows->Begin(ExperimentColumns());
  WriteExperimentRows(*rows, population, computed);
  rows->End();
  out << "\n}";
}

}  // namespace segue::cli
