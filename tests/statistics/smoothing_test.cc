// Exponential smoothing against R's HoltWinters() and ets(), and the search for weights against R's optim().
#include "statistics/smoothing.h"

#include <cmath>
#include <vector>

#include "statistics/simplex_search.h"
#include "tests/statistics/known_series.h"
#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

using Values = std::vector<double>;

double SquaresOf(const Values& errors) {
  double squares = 0;
  for (const double error : errors) squares += error * error;
  return squares;
}

Values Part(const Values& values, std::size_t first, std::size_t count) {
  const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

void CheckAll(const Values& ours, const Values& expected, double tolerance = 1e-11) {
  REQUIRE(ours.size() >= expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK_THAT(ours[i], Catch::Matchers::WithinRel(expected[i], tolerance));
  }
}

}  // namespace

TEST_CASE("smoothing: Holt's method in R", "[statistics]") {
  // h <- HoltWinters(Nile, alpha=.3, beta=.2, gamma=FALSE, l.start=1100, b.start=-3, start.periods=2), which forecasts
  // from the third value on and whose beta is β / α; h$SSE, h$coefficients, predict(h, 5, prediction.interval=TRUE)
  const SmoothingWeights weights{0.3, 0.06, 0, 1};
  SmoothingState state{1100, -3, {}};
  CHECK_THAT(SquaresOf(SmoothingErrors(Part(kNile, 2, 98), weights, state)), Near(2359792.36997942));
  CHECK_THAT(state.level, Near(766.853534992442));
  CHECK_THAT(state.trend, Near(-26.1024738178656));
  CheckAll(SmoothingForecast(state, weights, 5),
           {740.751061174577, 714.648587356711, 688.546113538845, 662.44363972098, 636.341165903114});
  // ((upr - fit) / (upr[1] - fit[1]))^2
  CheckAll(SmoothingErrorGrowth(weights, 1, 5), {1, 1.1296, 1.306, 1.5364, 1.828});
}

TEST_CASE("smoothing: the method of Holt and Winters in R", "[statistics]") {
  // HoltWinters(AirPassengers, alpha=.4, beta=.1, gamma=.3, l.start=118, b.start=1.5, s.start=c(-24, -20, 5, -2, -4,
  // 10, 25, 24, 12, -5, -20, -1)), which forecasts from the second year on; its beta is β / α, its gamma γ / (1 − α)
  const SmoothingWeights weights{0.4, 0.04, 0.18, 1};
  SmoothingState state{118, 1.5, {-24, -20, 5, -2, -4, 10, 25, 24, 12, -5, -20, -1}};
  CHECK_THAT(SquaresOf(SmoothingErrors(Part(kAirPassengers, 12, 132), weights, state)), Near(89664.1740328716));
  CHECK_THAT(state.level, Near(492.758790209011));
  CHECK_THAT(state.trend, Near(2.74724383518432));
  CheckAll(state.season, {-22.613871265967, -33.6326136654065, 10.7275166908797, 11.882656633756, 15.6993642202642,
                          56.6183032121682, 93.41055343147, 70.2559095824571, -11.3363699084275, -53.2672581468511,
                          -88.7067723063342, -43.4248212196797});
  CheckAll(SmoothingForecast(state, weights, 14),
           {472.892162778228, 464.620664213973, 511.728038405444, 515.630422183504, 522.194373605197, 565.860556432285,
            605.400050486771, 584.992650472943, 506.147614817243, 466.963970414003, 434.271700089704, 482.300895011543,
            505.85908880044, 497.587590236185});
  CheckAll(SmoothingErrorGrowth(weights, 12, 14),
           {1, 1.1936, 1.424, 1.6944, 2.008, 2.368, 2.7776, 3.24, 3.7584, 4.336, 4.976, 5.6816, 6.8052, 7.6516});
}

TEST_CASE("smoothing: the damped trend of R's forecast", "[statistics]") {
  // f <- ets(as.numeric(Nile), model="AAN", damped=TRUE, opt.crit="mse", nmse=1), forecast 8.20: its parameters, start,
  // sum(residuals(f)^2) and forecast(f, h=6)$mean
  const SmoothingWeights weights{0.256195561368614, 1.00016776366886e-04, 0, 0.800000087153809};
  SmoothingState state{1111.11276718013, 11.2496097034318, {}};
  CHECK_THAT(SquaresOf(SmoothingErrors(kNile, weights, state)), Near(2043226.68094097));
  CheckAll(SmoothingForecast(state, weights, 6), {801.808663507319, 801.786493603224, 801.768757678016,
                                                  801.754568936304, 801.743217941698, 801.734137145023});
}

TEST_CASE("smoothing: the damped trend with a season of R's forecast", "[statistics]") {
  // x <- ts(nottem[1:60], frequency=12); f <- ets(x, model="AAA", damped=TRUE, opt.crit="mse", nmse=1). ets() lists the
  // seasons backwards: s0 belongs to the last month before the first value.
  const SmoothingWeights weights{0.273538802729142050, 0.000100021614234506, 0.000100499604191147,
                                 0.976380481671352940};
  SmoothingState state{
      49.0311697729301,
      -0.012451159374147,
      {-7.786808196812851, -9.28932042667593, -6.76622652941035, -3.3711572533287, 4.5907921615233, 8.38955156494826,
       12.4917217560905, 8.97329493995473, 6.55821759411685, 1.54693211267489, -7.67285088833402, -7.66414683474663}};
  CHECK_THAT(SquaresOf(SmoothingErrors(Part(kNottem, 0, 60), weights, state)),
             Catch::Matchers::WithinRel(306.120089432311, 1e-9));
  CheckAll(SmoothingForecast(state, weights, 14),
           {42.2381917456135, 40.7335461781368, 43.2544972942233, 46.6473870329046, 54.6071653881672, 58.4038983512915,
            62.5040658256404, 58.9837175114122, 56.5667473921204, 51.5535509455457, 42.3320120676011, 42.3389846513172,
            42.2145403480555, 40.7104534151969},
           1e-9);
  // fc <- forecast(f, h=26, level=95); ((fc$upper - fc$mean) / qnorm(.975))^2 / f$sigma2
  const auto growth = SmoothingErrorGrowth(weights, 12, 26);
  const Values expected = {
      1, 1.07487691327077, 1.82632506558905, 1.90176886400301, 1.97719772483446, 2.80937368426217, 2.88521818822745};
  const std::size_t places[] = {0, 1, 11, 12, 13, 24, 25};
  for (std::size_t i = 0; i < 7; ++i) CHECK_THAT(growth[places[i]], Near(expected[i]));
}

TEST_CASE("smoothing: the variance is that of the closed formula", "[statistics]") {
  // Hyndman et al. 2008, table 6.1, (A,Ad,A): σ² in units of 1
  const double a = 0.3, b = 0.1, g = 0.2, phi = 0.9;
  const std::size_t m = 4;
  const auto growth = SmoothingErrorGrowth({a, b, g, phi}, m, 30);
  for (std::size_t h = 1; h <= 30; ++h) {
    const auto n = static_cast<double>(h);
    const std::size_t whole_periods = (h - 1) / m;
    const auto k = static_cast<double>(whole_periods), season = static_cast<double>(m);
    const double damped = b * phi / std::pow(1 - phi, 2);
    const double expected =
        1 + a * a * (n - 1) + g * k * (2 * a + g) + damped * n * (2 * a * (1 - phi) + b * phi) -
        damped * (1 - std::pow(phi, n)) / (1 - phi * phi) *
            (2 * a * (1 - phi * phi) + b * phi * (1 + 2 * phi - std::pow(phi, n))) +
        2 * b * g * phi / ((1 - phi) * (1 - std::pow(phi, season))) *
            (k * (1 - std::pow(phi, season)) - std::pow(phi, season) * (1 - std::pow(phi, season * k)));
    CHECK_THAT(growth[h - 1], Catch::Matchers::WithinRel(expected, 1e-9));
  }
}

TEST_CASE("smoothing: the start is the line through the first ten values", "[statistics]") {
  // coef(lm(y ~ I(1:10))) of the first ten, less their season where there is one:
  // stl(ts(y, frequency=12), "periodic", inner=10, s.jump=1, t.jump=1, l.jump=1)
  const auto nile = StartOf(kNile, 1);
  CHECK_THAT(nile.level, Near(1072.8));
  CHECK_THAT(nile.trend, Near(10.8727272727273));
  const auto nottem = StartOf(Part(kNottem, 0, 60), 12);
  CHECK_THAT(nottem.level, Near(50.1790242747621));
  CHECK_THAT(nottem.trend, Catch::Matchers::WithinRel(-0.243399322285219, 1e-9));
}

TEST_CASE("smoothing: the weights are as good as the best of sixty searches in R", "[statistics]") {
  // the recursion written anew in R and optim(runif(…), …, method="L-BFGS-B", lower=0, upper=1), 60 times
  const auto check = [](const Values& values, std::size_t period, double squares, double level) {
    auto fit = FitSmoothing(values, period);
    CHECK(fit.squared_errors <= squares * (1 + 1e-8));
    CHECK_THAT(fit.weights.level, Catch::Matchers::WithinAbs(level, 1e-3));
    return fit;
  };
  CHECK(check(kNile, 1, 2042600.08617435, 0.250538016054883).parameters == 5);
  CHECK_THAT(check(Part(kSales, 0, 60), 1, 135.60024140751, 0.9999).weights.trend,
             Catch::Matchers::WithinAbs(0.255400097409348, 1e-3));
  CHECK(check(Part(kNottem, 0, 60), 12, 305.89370881282, 0.292386444838938).parameters == 17);
  Values passengers = Part(kAirPassengers, 0, 48);
  for (double& value : passengers) value = std::log(value);
  check(passengers, 12, 0.0445358200461908, 0.135509882236152);
}

TEST_CASE("the simplex finds the bottom of Rosenbrock's valley, and a minimum at the border", "[statistics]") {
  // H. H. Rosenbrock, The Computer Journal 3 (1960): least at (1, 1), here moved into the unit square to (0.75, 0.75)
  const auto valley = [](const Values& point) {
    const double x = point[0] * 4 - 2, y = point[1] * 4 - 2;
    return 100 * std::pow(y - x * x, 2) + std::pow(1 - x, 2);
  };
  const auto found = SearchSimplex(valley, {0.2, 0.75}, 2000);
  CHECK_THAT(found.point[0], Catch::Matchers::WithinAbs(0.75, 1e-4));
  CHECK_THAT(found.point[1], Catch::Matchers::WithinAbs(0.75, 1e-4));
  const auto slope = [](const Values& point) { return point[0] - 2 * point[1]; };
  const auto corner = SearchSimplex(slope, {0.95, 0.5}, 2000);
  CHECK_THAT(corner.value, Catch::Matchers::WithinAbs(-2, 1e-4));
}
