// Correlations against R, a pair of series whose lead is known, and what must hold of every pair.
#include "statistics/correlation.h"

#include <cmath>
#include <random>
#include <vector>

#include "tests/statistics/known_series.h"
#include "tests/statistics/near.h"

using namespace segue::statistics;
using namespace segue::testing;

namespace {

using Values = std::vector<std::optional<double>>;

Values Of(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

TEST_CASE("correlation: R's", "[statistics]") {
  // Hollander and Wolfe 1973, page 187: cor.test(x, y); its p value and interval are with all nine pairs, ours with
  // min(n, n / (1 + 2 * sum((n - 1:m) / n * acf(x)$acf[-1] * acf(y)$acf[-1]))), m = n %/% 5
  const Values x = Of({44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1});
  const Values y = Of({2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8});
  const auto nine = *Correlate(x, y);
  CHECK_THAT(nine.r, Near(0.571181557563829));
  CHECK(nine.pairs == 9);
  CHECK_THAT(nine.effective_pairs, Near(8.34891495286608));
  // N of acf() as above; 2*pt(-abs(r)*sqrt((N-2)/(1-r^2)), N-2), tanh(atanh(r) + c(-1,1)*qnorm(.975)/sqrt(N-3))
  const auto deaths = *Correlate(Of(kMen), Of(kWomen));
  CHECK_THAT(deaths.r, Near(0.981730455856875));
  CHECK(deaths.pairs == 40);
  CHECK_THAT(deaths.effective_pairs, Near(8.11143653194918));
  CHECK_THAT(deaths.p_value, Near(1.23938947040817e-05));
  CheckNear(*deaths.interval, 0.900778108563906, 0.996749024807636);
}

TEST_CASE("correlation: cor.test's where pairs do not depend on each other", "[statistics]") {
  // cor.test(x, y) of x and y as above, in an order in which the autocorrelations have opposite signs, so that n' is n
  const Values x = Of({44.7, 44.1, 50.7, 53.3, 44.4, 60.1, 45.9, 45.2, 41.9});
  const Values y = Of({3.6, 4.0, 5.2, 5.0, 2.6, 3.8, 3.1, 2.8, 2.5});
  const auto result = *Correlate(x, y);
  CHECK(result.effective_pairs == 9);
  CHECK_THAT(result.p_value, Near(0.108173054349494));
  CheckNear(*result.interval, -0.149742633036757, 0.895579461838739);
}

TEST_CASE("lag: the leading indicator of Box and Jenkins leads by three periods", "[statistics]") {
  // G. E. P. Box, G. M. Jenkins, Time Series Analysis (1970), series M. In R: diff(), cor() of the shifted changes, N
  // of acf() and p, interval with qnorm(1 - .05/11/2) as above
  const auto search = *FindLag(Of(kLead), Of(kSales), 5);
  CHECK(search.best.lag == 3);
  CHECK_THAT(search.best.correlation.r, Near(0.728008425363162));
  CHECK(search.best.correlation.pairs == 146);
  CHECK_THAT(search.best.correlation.p_value, Catch::Matchers::WithinRel(2.45445805845119e-24, 1e-9));
  CheckNear(*search.best.correlation.interval, 0.596170610549246, 0.821615433935704);
  REQUIRE(search.lags.size() == 11);
  CHECK(search.lags[0].lag == -5);
  CHECK_THAT(search.lags[0].correlation.r, Near(0.0698137735489035));
  CHECK_THAT(search.lags[0].correlation.p_value, Near(0.405703111059164));
  CHECK_THAT(search.lags[4].correlation.r, Near(0.0969816787920669));
  CHECK_THAT(search.lags[5].correlation.p_value, Near(0.969390199110423));
  CHECK_THAT(search.lags[7].correlation.r, Near(-0.383878608643994));
  const auto mirrored = *FindLag(Of(kSales), Of(kLead), 5);
  CHECK(mirrored.best.lag == -3);
  CHECK_THAT(mirrored.best.correlation.r, Near(0.728008425363162));
}

TEST_CASE("correlation: no value where nothing can be said", "[statistics]") {
  const Values seven(7, 1.0), rising = Of({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  CHECK_FALSE(Correlate({}, {}));
  CHECK_FALSE(Correlate(seven, seven));
  CHECK_FALSE(Correlate(rising, Values(12, 4.0)));
  CHECK_FALSE(Correlate(rising, Values(12, std::nullopt)));
  CHECK_FALSE(Correlate(rising, Of({1, 2})));
  CHECK_FALSE(Correlate(rising, rising, 2));
  CHECK_FALSE(FindLag(rising, rising, 3));  // its changes are all equal
  CHECK_FALSE(FindLag({}, {}, 3));
  CHECK_FALSE(FindLag(rising, rising, -1));
  const auto same = *Correlate(rising, rising);
  CHECK(same.r == 1);
  CHECK((same.p_value >= 0 && same.p_value < 0.05));
  CHECK_FALSE(same.interval);
}

TEST_CASE("correlation: missing values, and lags beyond the series", "[statistics]") {
  Values lead = Of(kLead), sales = Of(kSales);
  lead[40] = std::nullopt;
  sales[90] = std::nan("");
  const auto search = *FindLag(lead, sales, 1000);
  CHECK(search.best.lag == 3);
  CHECK(search.best.correlation.pairs == 142);  // each gap takes two changes
  CHECK(search.lags.size() < 300);
  for (const auto& [lag, correlation] : search.lags) {
    CHECK(correlation.pairs >= 8);
    CHECK((correlation.r >= -1 && correlation.r <= 1));
    CHECK((correlation.p_value >= 0 && correlation.p_value <= 1));
    CHECK(correlation.effective_pairs <= static_cast<double>(correlation.pairs));
    if (correlation.interval) CHECK(Holds(*correlation.interval, correlation.r));
  }
}

TEST_CASE("correlation: seldom found between series that have nothing to do with each other", "[statistics]") {
  std::mt19937_64 random(1926);
  std::normal_distribution<double> noise;
  int found = 0, found_dragging = 0, held = 0;
  for (int i = 0; i < 1500; ++i) {
    Values x, y, u, v, p, q;
    double walk_x = 0, walk_y = 0, drag_u = 0, drag_v = 0;
    for (int month = 0; month < 48; ++month) {
      walk_x += noise(random);
      walk_y += noise(random);
      drag_u = 0.6 * drag_u + noise(random);
      drag_v = 0.6 * drag_v + noise(random);
      x.push_back(walk_x);
      y.push_back(walk_y);
      u.push_back(drag_u);
      v.push_back(drag_v);
      p.push_back(noise(random));
      q.push_back(0.5 * *p.back() + std::sqrt(0.75) * noise(random));
    }
    found += FindLag(x, y, 3)->best.correlation.p_value < 0.05 ? 1 : 0;
    found_dragging += Correlate(u, v)->p_value < 0.05 ? 1 : 0;
    held += Holds(*Correlate(p, q)->interval, 0.5) ? 1 : 0;
  }
  CHECK(found < 1500 * 0.07);
  CHECK(found_dragging < 1500 * 0.1);  // by theory 0.18 if all pairs were taken for independent
  CHECK(held > 1500 * 0.93);
}
