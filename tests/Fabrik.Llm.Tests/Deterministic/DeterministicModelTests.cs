using Fabrik.Llm.Deterministic;
using Fabrik.Llm.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Llm.Tests.Deterministic;

public sealed class DeterministicModelTests
{
    private static readonly DeterministicModel Model = new(TestModel.Read(TestModel.Script));

    private static Gen<ConversationMessage> Messages { get; } =
        from role in Gen.Elements("system", "user", "assistant", "tool")
        from text in Gen.OneOf(ArbMap.Default.GeneratorFor<NonNull<string>>().Select(t => t.Get), Gen.Elements("tools", "long", "break", "漢字 👩‍👩‍👧"))
        from tool in Gen.Elements("search", "fetch", null)
        select new ConversationMessage(role, text, [], tool);

    [Fact]
    public void Any_conversation_gets_the_same_answer_twice() => Prop.ForAll(Messages.ArrayOf().ToArbitrary(), conversation =>
    {
        var (a, b) = (Model.Answer("small", conversation, null)!, Model.Answer("small", conversation, null)!);
        return a.Text == b.Text && a.TimeToFirstToken == b.TimeToFirstToken && a.Waits.SequenceEqual(b.Waits)
            && a.ToolCalls.SequenceEqual(b.ToolCalls) && a.PromptTokens == b.PromptTokens;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_limit_cuts_pieces_off_the_end_and_nothing_else() => Prop.ForAll(
        Messages.ArrayOf().ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (conversation, limit) =>
        {
            var (whole, cut) = (Model.Answer("small", conversation, null)!, Model.Answer("small", conversation, limit)!);
            return cut.Pieces.SequenceEqual(whole.Pieces.Take(limit)) && cut.Cut == (whole.Pieces.Count > limit)
                && cut.Waits.Count == Math.Max(0, cut.Pieces.Count - 1) && cut.TimeToFirstToken == whole.TimeToFirstToken;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_piece_ends_inside_a_character() => Prop.ForAll(Messages.ArrayOf().ToArbitrary(), conversation =>
    {
        var answer = Model.Answer("small", conversation, null)!;
        for (var i = 1; i < answer.Pieces.Count; i++)
        {
            if (char.IsSurrogatePair(answer.Pieces[i - 1][^1], answer.Pieces[i][0])) return false;
        }

        return answer.Pieces.All(p => p.Length > 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_model_that_the_script_does_not_have_does_not_answer() => Assert.Null(Model.Answer("nope", [], null));
}
