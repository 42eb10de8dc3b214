#include "gateway/edge/cached_call.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/data_version_metadata.h"
#include "gateway/edge/grpc_wire.h"
#include "identity/digest.h"

namespace ett::edge {
namespace {

// Of a request whose answer is kept.
constexpr std::size_t kLongestRequest = 64 << 10;
// Of those whom one answer stands in for.
constexpr std::size_t kMostCallers = 64;
// Noted no more often than this: that an answer is still right.
constexpr absl::Duration kBetweenNotes = absl::Seconds(1);

// Who asks, and by what.
std::string FingerprintOf(const std::string& caller, const Headers& headers) {
  const absl::string_view token = Find(headers, "authorization");
  const absl::string_view key = Find(headers, "x-api-key");
  if (caller.empty() && token.empty() && key.empty()) return "";
  return identity::Sha256(absl::StrCat(caller, "\n", token, "\n", key));
}

}  // namespace

std::shared_ptr<Call> StartCall(Worker& worker, const Method& method, const std::string& caller,
                                Question question, Answer& answer) {
  const bool may_be_kept = method.changes_nothing && !method.is_stream() &&
                           !worker.answers.is_off() && worker.versioned.contains(method.path);
  if (!may_be_kept) return UpstreamCall::Start(worker, std::move(question), answer);
  std::string fingerprint = FingerprintOf(caller, question.headers);
  auto call =
      std::make_shared<CachedCall>(worker, std::move(fingerprint), std::move(question), answer);
  call->Begin();
  return call;
}

void NoteVersion(Worker& worker, const std::string& method, const Headers& head) {
  if (!Find(head, chassis::kDataVersion).empty()) worker.versioned.insert(method);
}

CachedCall::CachedCall(Worker& worker, std::string caller, Question question, Answer& answer)
    : worker_(worker),
      caller_(std::move(caller)),
      question_(std::move(question)),
      answer_(&answer),
      timer_(worker.loop) {}

CachedCall::~CachedCall() {
  if (call_ != nullptr) call_->GiveUp();
}

void CachedCall::Begin() {
  if (!question_.deadline.has_value()) return;
  timer_.expires_after(absl::ToChronoNanoseconds(*question_.deadline - absl::Now()));
  timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<CachedCall> call = self.lock();
    if (error || call == nullptr || call->call_ != nullptr || call->answer_ == nullptr) return;
    call->Last()->OnAnswerBroken(absl::DeadlineExceededError("the deadline has passed"));
  });
}

void CachedCall::Write(absl::string_view frames) {
  if (answer_ == nullptr) return;
  if (call_ != nullptr) return call_->Write(frames);
  absl::StrAppend(&frames_, frames);
  if (frames_.size() > kLongestRequest) Ask();
}

void CachedCall::End() {
  if (answer_ == nullptr) return;
  const std::shared_ptr<CachedCall> self = shared_from_this();
  if (call_ == nullptr) {
    key_ = absl::StrCat(question_.method, "\n", Find(question_.headers, "accept-language"), "\n",
                        Find(question_.headers, "grpc-accept-encoding"), "\n", frames_);
    kept_ = worker_.answers.Find(key_);
    if (kept_ != nullptr) {
      std::erase_if(question_.headers,
                    [](const Header& each) { return each.name == chassis::kIfDataVersion; });
      question_.headers.push_back({chassis::kIfDataVersion, kept_->version});
    }
    Ask();
  }
  if (call_ != nullptr) call_->End();
}

void CachedCall::Ask() {
  timer_.cancel();
  call_ = UpstreamCall::Start(worker_, question_, *this);
  if (answer_ != nullptr) call_->Write(std::exchange(frames_, {}));
}

void CachedCall::Consume(std::size_t bytes) {
  // What was kept is not given back to the service.
  if (call_ != nullptr && !is_said_) call_->Consume(bytes);
}

void CachedCall::GiveUp() {
  answer_ = nullptr;
  timer_.cancel();
  if (call_ != nullptr) std::exchange(call_, nullptr)->GiveUp();
}

// Who asked, for the last that it is told.
Answer* CachedCall::Last() {
  timer_.cancel();
  return std::exchange(answer_, nullptr);
}

// Held until more comes: a service says that it is away after a head, too.
void CachedCall::OnAnswerHead(Headers head) {
  const bool is_whole = Find(head, chassis::kNotModified).empty();
  is_same_ = kept_ != nullptr && !is_whole;
  const std::string version(Find(head, chassis::kDataVersion));
  if (!version.empty() && !key_.empty() && is_whole) {
    new_ = KeptAnswer{version, head, "", {}, {}, {}};
  }
  held_head_ = std::move(head);
}

void CachedCall::PassHead() {
  if (!held_head_.has_value()) return;
  head_came_ = true;
  answer_->OnAnswerHead(*std::exchange(held_head_, std::nullopt));
}

void CachedCall::OnAnswerData(absl::string_view data) {
  if (is_same_) return call_->Consume(data.size());
  PassHead();
  if (answer_ == nullptr) return;
  if (new_.has_value()) absl::StrAppend(&new_->frames, data);
  if (new_.has_value() && new_->frames.size() > worker_.config.cache_bytes) new_.reset();
  answer_->OnAnswerData(data);
}

void CachedCall::OnAnswerEnd(Headers trailers) {
  const std::shared_ptr<CachedCall> self = shared_from_this();
  const int code = GrpcCodeOf(trailers);
  if (is_same_ && code == 0) {
    Confirm();
    return Say(*kept_, {{"cache-status", "ett; hit"}});
  }
  const bool is_away = code == static_cast<int>(absl::StatusCode::kUnavailable);
  if (is_away && MayStandIn()) return OnAnswerBroken(absl::UnavailableError(""));
  PassHead();
  if (code == 0 && new_.has_value()) Keep(trailers);
  if (answer_ != nullptr) Last()->OnAnswerEnd(std::move(trailers));
}

void CachedCall::OnAnswerBroken(const absl::Status& status) {
  const std::shared_ptr<CachedCall> self = shared_from_this();
  if (!absl::IsUnavailable(status) || !MayStandIn()) return Last()->OnAnswerBroken(status);
  const std::int64_t age = absl::ToInt64Seconds(absl::Now() - kept_->checked);
  Say(*kept_, {{"age", absl::StrCat(std::max<std::int64_t>(age, 0))},
               {"warning", "111 - \"Revalidation Failed\""},
               {"cache-status", "ett; hit; detail=stale"}});
}

void CachedCall::OnAsked(std::size_t bytes) {
  if (answer_ != nullptr) answer_->OnAsked(bytes);
}

// Not after anything was said, and only for whom the service gave it to.
bool CachedCall::MayStandIn() const {
  if (kept_ == nullptr || head_came_ || is_same_) return false;
  return IsKnown() && absl::Now() - kept_->checked <= worker_.config.stale_if_error;
}

bool CachedCall::IsKnown() const {
  const auto& callers = kept_->callers;
  return std::find(callers.begin(), callers.end(), caller_) != callers.end();
}

void CachedCall::Keep(const Headers& trailers) {
  new_->trailers = trailers;
  new_->checked = absl::Now();
  new_->callers = {caller_};
  worker_.answers.Keep(key_,
                       std::make_shared<const KeptAnswer>(*std::exchange(new_, std::nullopt)));
}

void CachedCall::Confirm() {
  const absl::Time now = absl::Now();
  if (IsKnown() && now - kept_->checked < kBetweenNotes) return;
  KeptAnswer confirmed = *kept_;
  confirmed.checked = now;
  std::erase(confirmed.callers, caller_);
  if (confirmed.callers.size() == kMostCallers) confirmed.callers.pop_back();
  confirmed.callers.insert(confirmed.callers.begin(), caller_);
  worker_.answers.Keep(key_, std::make_shared<const KeptAnswer>(std::move(confirmed)));
}

void CachedCall::Say(const KeptAnswer& kept, const Headers& more) {
  is_said_ = true;
  Headers head = kept.head;
  head.insert(head.end(), more.begin(), more.end());
  answer_->OnAnswerHead(std::move(head));
  if (answer_ != nullptr) answer_->OnAnswerData(kept.frames);
  if (answer_ != nullptr) Last()->OnAnswerEnd(kept.trailers);
}

}  // namespace ett::edge
