// See report_pictures.h.
#include "adapters/cli/page/report_pictures.h"

#include <algorithm>

#include "adapters/cli/page/periodic_picture.h"

namespace segue::cli {
namespace {

using engine::DrawingKind;
using html::Picture;
using html::PictureKind;

constexpr std::size_t kMostLines = 4;     // of different metrics in one picture
constexpr std::size_t kMostPictures = 6;  // of one report; all figures stand in its table
constexpr std::size_t kFewRows = 12;      // of a split, for bars of more than one metric beside each other

PictureKind KindOf(DrawingKind kind) {
  switch (kind) {
    case DrawingKind::kLine:
      return PictureKind::kLine;
    case DrawingKind::kBars:
      return PictureKind::kBars;
    case DrawingKind::kPie:
      return PictureKind::kPie;
    case DrawingKind::kFunnel:
      return PictureKind::kFunnel;
    case DrawingKind::kHeatMap:
      return PictureKind::kHeatMap;
    case DrawingKind::kSankey:
      break;
  }
  return PictureKind::kSankey;
}

class Chooser {
 public:
  Chooser(const Population& population, const ComputedReport& computed, const Reader& reader)
      : population_(population), computed_(computed), report_(*computed.report), reader_(reader) {
    for (std::size_t i = 0; i < report_.shown.size(); ++i) columns_.emplace_back(population, report_, i);
  }

  std::vector<ReportPicture> Choose() {
    for (const ComputedLifecycle& lifecycle : computed_.lifecycles) AddLifecycle(lifecycle);
    if (computed_.table.rows.empty()) return std::move(pictures_);
    for (const engine::Drawing& drawing : report_.drawings) {
      const DrawnColumn* const columns[] = {&columns_[drawing.shown]};
      Add(KindOf(drawing.kind), columns);
    }
    if (report_.drawings.empty() && computed_.lifecycles.empty()) AddWhatFits();
    return std::move(pictures_);
  }

 private:
  bool HasSplits() const { return !report_.splits.empty() && !report_.cohort_size; }

  void AddWhatFits() {
    if (!HasSplits() && !report_.period && !report_.cohort_size && AddFlows()) return;
    for (const std::vector<const DrawnColumn*>& group : Groups()) {
      if (pictures_.size() == kMostPictures) return;
      if (report_.cohort_size) {
        Add(PictureKind::kHeatMap, group);
      } else if (report_.period) {
        const bool compared = report_.compare != engine::Comparison::kNone;
        Add(compared && !HasSplits() && computed_.table.rows.size() <= kFewRows ? PictureKind::kBars
                                                                                : PictureKind::kLine,
            group);
      } else if (HasSplits() || group.size() > 1) {
        Add(PictureKind::kBars, group);
      }
    }
  }

  /// Columns that share a picture: neighbours of one unit, where there is room for more than one.
  std::vector<std::vector<const DrawnColumn*>> Groups() const {
    const bool alone = report_.cohort_size || (report_.period && HasSplits()) ||
                       report_.compare != engine::Comparison::kNone || report_.project ||
                       (HasSplits() && computed_.table.rows.size() > kFewRows);
    std::vector<std::vector<const DrawnColumn*>> groups;
    for (const DrawnColumn& column : columns_) {
      const auto fits = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
        return !alone && group[0]->format() == column.format() &&
               (group[0]->HasInterval() == column.HasInterval() || HasSplits()) && group.size() < kMostLines;
      });
      if (fits == groups.end()) {
        groups.push_back({&column});
      } else {
        fits->push_back(&column);
      }
    }
    return groups;
  }

  void Add(PictureKind kind, std::span<const DrawnColumn* const> columns) {
    ReportPicture made;
    made.picture = Make(kind, columns);
    made.finding = Say(columns);
    made.picture.sentence = made.finding ? made.finding->sentence + "." : reader_.Say(Phrase::kNothingYet);
    pictures_.push_back(std::move(made));
  }

  Picture Make(PictureKind kind, std::span<const DrawnColumn* const> columns) const {
    if (kind == PictureKind::kHeatMap) return AsGrid(computed_, *columns[0], reader_);
    if (report_.period && HasSplits()) return OverTimeBySplit(computed_, *columns[0], kind, reader_);
    if (report_.period) return OverTime(population_, computed_, columns, kind, reader_);
    return HasSplits() ? BySplit(computed_, columns, kind, reader_) : OfTotals(computed_, columns, kind, reader_);
  }

  /// Of several columns the most telling sentence.
  std::optional<Finding> Say(std::span<const DrawnColumn* const> columns) const {
    if (!HasSplits() && !report_.period && !report_.cohort_size) return TotalsOf(computed_, columns, reader_);
    std::optional<Finding> best;
    for (const DrawnColumn* column : columns) {
      auto finding = report_.cohort_size ? ReturnOf(computed_, *column, reader_)
                     : HasSplits()       ? DifferenceOf(computed_, *column, reader_)
                     : report_.period    ? ChangeOf(population_, computed_, *column, reader_)
                                         : std::nullopt;
      if (finding && (!best || finding->weight > best->weight)) best = std::move(finding);
    }
    return best;
  }

  /// Whether all that is shown are moves of one lifecycle, and more than one.
  bool AddFlows() {
    std::vector<const engine::MovesMeasure*> moves;
    for (const engine::ShownMetric& shown : report_.shown) {
      const bool plain = shown.expression.kind == engine::Expression::Kind::kMeasure;
      const engine::Measure* measure = plain ? &population_.program.measures[shown.expression.measure] : nullptr;
      const auto* one = measure != nullptr ? std::get_if<engine::MovesMeasure>(&measure->what) : nullptr;
      if (one == nullptr || one->from.size() != 1 || one->to.size() != 1) return false;
      if (!moves.empty() && moves[0]->run != one->run) return false;
      moves.push_back(one);
    }
    const auto& runs = population_.program.lifecycle_runs;
    if (moves.size() < 2) return false;
    const auto run = std::find(runs.begin(), runs.end(), moves[0]->run);
    std::vector<std::pair<engine::StateId, engine::StateId>> pairs;
    for (const engine::MovesMeasure* one : moves) pairs.emplace_back(one->from[0], one->to[0]);
    AddFlows(static_cast<engine::LifecycleId>(run - runs.begin()), pairs, computed_.table.rows.front().cells);
    return true;
  }

  void AddFlows(engine::LifecycleId lifecycle, std::span<const std::pair<engine::StateId, engine::StateId>> moves,
                const std::vector<engine::Cell>& cells) {
    const engine::Lifecycle& declared = population_.program.lifecycles[lifecycle];
    ReportPicture made;
    Picture& picture = made.picture;
    picture.kind = PictureKind::kSankey;
    picture.title = reader_.Say(Phrase::kMoves, {declared.name});
    picture.value_axis = reader_.Say(Phrase::kNumber);
    picture.categories = declared.states;
    for (const auto& [from, to] : moves) {
      picture.formulas.push_back("moves " + declared.name + " " + declared.states[from] + " -> " + declared.states[to]);
    }
    double total = 0;
    for (std::size_t i = 0; i < moves.size(); ++i) {
      const double value = engine::HasValue(cells[i]) ? engine::NumberOf(cells[i].value) : 0;
      if (value <= 0) continue;
      total += value;
      picture.flows.push_back({moves[i].first, moves[i].second, value});
    }
    const auto most = std::max_element(picture.flows.begin(), picture.flows.end(),
                                       [](const html::Flow& a, const html::Flow& b) { return a.value < b.value; });
    if (most == picture.flows.end()) return;
    picture.sentence =
        reader_.Say(Phrase::kFlowLargest, {declared.states[most->from], declared.states[most->to],
                                           html::FigureText(most->value, picture.format, reader_.language()),
                                           html::FigureText(total, picture.format, reader_.language())}) +
        ".";
    pictures_.push_back(std::move(made));
  }

  void AddLifecycle(const ComputedLifecycle& computed) {
    const engine::LifecycleDrawing& drawing = *computed.drawing;
    if (computed.table.rows.empty()) return;
    const std::vector<engine::Cell>& cells = computed.table.rows.front().cells;
    if (drawing.kind == DrawingKind::kSankey) return AddFlows(drawing.lifecycle, drawing.moves, cells);
    const engine::Lifecycle& declared = population_.program.lifecycles[drawing.lifecycle];
    ReportPicture made;
    Picture& picture = made.picture;
    picture.kind = PictureKind::kFunnel;
    picture.title = reader_.Say(Phrase::kStepOf, {declared.name});
    picture.category_axis = declared.name;
    picture.value_axis = reader_.Say(Phrase::kNumber);
    html::Series& series = picture.series.emplace_back(html::Series{.name = reader_.Say(Phrase::kEntries)});
    for (std::size_t i = 0; i < drawing.moves.size(); ++i) {
      picture.categories.push_back(declared.states[drawing.moves[i].first]);
      picture.formulas.push_back("entries to " + declared.name + "." + picture.categories.back());
      series.values.push_back(engine::HasValue(cells[i]) ? std::optional(engine::NumberOf(cells[i].value))
                                                         : std::nullopt);
    }
    SayStep(picture);
    pictures_.push_back(std::move(made));
  }

  /// How many of the first step came to the second.
  void SayStep(Picture& picture) const {
    const auto& values = picture.series[0].values;
    if (values.size() < 2 || !values[0] || !values[1] || *values[0] <= 0) return;
    const auto text = [&](double value) { return html::FigureText(value, picture.format, reader_.language()); };
    picture.sentence =
        reader_.Say(Phrase::kStepRate, {text(*values[1]), picture.categories[1], text(*values[0]),
                                        picture.categories[0], reader_.Figure(Rate{*values[1] / *values[0], true})}) +
        ".";
  }

  const Population& population_;
  const ComputedReport& computed_;
  const engine::Report& report_;
  const Reader& reader_;
  std::vector<DrawnColumn> columns_;
  std::vector<ReportPicture> pictures_;
};

}  // namespace

std::vector<ReportPicture> PicturesOf(const Population& population, const ComputedReport& computed,
                                      const Reader& reader) {
  return Chooser(population, computed, reader).Choose();
}

}  // namespace segue::cli
