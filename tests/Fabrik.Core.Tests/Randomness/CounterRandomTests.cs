using Fabrik.Core.Randomness;
using Fabrik.Testing;

namespace Fabrik.Core.Tests.Randomness;

public sealed class CounterRandomTests
{
    [Theory] // Random123, the authors' kat_vectors for philox4x32 with 10 rounds: counter, key, result; here as little-endian halves
    [InlineData(0, 0, 0, 0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276d, 0x6d5451fda20bc7c6)]
    [InlineData(0x85a308d3243f6a88, 0x0370734413198a2e, 0x299f31d0a4093822, 0x94fdccebd16cfe09, 0x24126ea15001e420)]
    public void Philox_gives_the_published_answers(ulong counterLow, ulong counterHigh, ulong key, ulong low, ulong high) =>
        Assert.Equal((low, high), Philox.Block(counterLow, counterHigh, key));

    [Fact]
    public void The_same_seed_and_labels_give_the_same_values_for_ever()
    {
        // Written down once: stored verdicts are replayed from seeds, so these may never change.
        var random = CounterRandom.From(42, "storm", "trial-7");
        Golden.Match("stream.txt", string.Join('\n', Enumerable.Range(0, 8).Select(_ => random.NextUInt64().ToString("x16"))) + "\n");
    }

    [Fact]
    public void Labels_are_forks_and_do_not_run_together()
    {
        Assert.Equal(CounterRandom.From(1).Fork("a").Fork("b").NextUInt64(), CounterRandom.From(1, "a", "b").NextUInt64());
        ulong[] firsts =
        [
            CounterRandom.From(1).NextUInt64(), CounterRandom.From(2).NextUInt64(), CounterRandom.From(1, "").NextUInt64(),
            CounterRandom.From(1, "ab").NextUInt64(), CounterRandom.From(1, "a", "b").NextUInt64(), CounterRandom.From(1, "b", "a").NextUInt64(),
            CounterRandom.From(1, "", "ab").NextUInt64(), CounterRandom.From(1, "ab", "").NextUInt64(),
        ];
        Assert.Distinct(firsts);
    }

    [Fact]
    public void A_fork_does_not_depend_on_what_was_drawn_before()
    {
        var fresh = CounterRandom.From(3, "run");
        var used = CounterRandom.From(3, "run");
        for (var i = 0; i < 101; i++) used.NextUInt64();
        Assert.Equal(fresh.Fork("trial").NextUInt64(), used.Fork("trial").NextUInt64());
    }

    [Fact]
    public void A_value_at_a_counter_is_the_value_drawn_there()
    {
        var stream = CounterRandom.From(4, "x");
        for (ulong i = 0; i < 1000; i++)
        {
            Assert.Equal(i, stream.Position);
            Assert.Equal(stream.At(i), stream.NextUInt64());
        }
    }

    [Fact]
    public void Order_and_concurrency_never_change_a_result()
    {
        var root = CounterRandom.From(99, "trials");
        var inOrder = Enumerable.Range(0, 2000).Select(Trial).ToArray();
        var backwards = Enumerable.Range(0, 2000).Reverse().Select(Trial).Reverse().ToArray();
        var parallel = new double[2000];
        Parallel.For(0, 2000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => parallel[i] = Trial(i));
        var counters = new ulong[2000];
        Parallel.For(0, 2000, i => counters[i] = root.At((ulong)i));

        Assert.Equal(inOrder, backwards);
        Assert.Equal(inOrder, parallel);
        Assert.Equal(Enumerable.Range(0, 2000).Select(_ => root.NextUInt64()), counters);

        double Trial(int i)
        {
            var random = root.Fork(i);
            var items = Enumerable.Range(0, 5 + random.NextInt(5)).ToArray();
            random.Shuffle(items.AsSpan());
            return items[0] + random.NextDouble() + random.NextNormal();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void Integers_stay_below_the_bound(int bound)
    {
        var random = CounterRandom.From(8, "int");
        for (var i = 0; i < 2000; i++) Assert.InRange(random.NextInt(bound), 0, bound - 1);
    }

    [Fact]
    public void Refuses_a_bound_of_zero() => Assert.Throws<ArgumentOutOfRangeException>(() => CounterRandom.From(1).NextInt(0));

    [Fact]
    public void Integers_and_shuffles_are_even()
    {
        const int draws = 60_000;
        var random = CounterRandom.From(10, "even");
        var faces = new int[6];
        for (var i = 0; i < draws; i++) faces[random.NextInt(6)]++;
        var orders = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < draws; i++)
        {
            char[] letters = ['a', 'b', 'c'];
            random.Shuffle(letters.AsSpan());
            var order = new string(letters);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        // Chi-square with 5 degrees of freedom: 25.7 is exceeded once in 10,000 seeds.
        Assert.True(faces.Sum(n => Math.Pow(n - 10_000, 2) / 10_000) < 25.7);
        Assert.Equal(6, orders.Count);
        Assert.True(orders.Values.Sum(n => Math.Pow(n - 10_000, 2) / 10_000) < 25.7);
    }

    [Fact]
    public void Doubles_and_normals_have_their_moments()
    {
        const int draws = 100_000;
        var random = CounterRandom.From(12, "moments");
        double sum = 0, normal = 0, squares = 0;
        for (var i = 0; i < draws; i++)
        {
            var u = random.NextDouble();
            Assert.True(u is >= 0 and < 1);
            sum += u;
            var z = random.NextNormal();
            normal += z;
            squares += z * z;
        }

        // Four standard errors each.
        Assert.Equal(0.5, sum / draws, 4 * Math.Sqrt(1.0 / 12 / draws));
        Assert.Equal(0, normal / draws, 4 / Math.Sqrt(draws));
        Assert.Equal(1, squares / draws, 4 * Math.Sqrt(2.0 / draws));
    }
}
