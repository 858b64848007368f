using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Runs;

/// <summary>A run as a store keeps it, and the rules by which it changes. Whoever writes holds the only copy while it changes.</summary>
internal sealed class RunRecord
{
    public required ProjectId Project { get; init; }

    public required RunId Id { get; init; }

    /// <summary>False while all that is known of it is infrastructure spans of an unnamed trace: such a run is in no list and can't be got.</summary>
    public bool Listed { get; set; }

    /// <summary>Of the declaration; null when never declared.</summary>
    public byte[]? DeclarationDigest { get; set; }

    public UnixTime? DeclaredStart { get; set; }

    public RunFacts Facts { get; set; } = RunFacts.None;

    /// <summary>The end that counts, see <see cref="EndMerge"/>.</summary>
    public RunEnd? End { get; set; }

    public RunTotals Totals { get; set; } = new();

    /// <summary>The highest sequence number given to a step.</summary>
    public long LastSequence { get; set; }

    public long Revision { get; set; }

    public RunStatus Status => End?.Status ?? RunStatus.Running;

    /// <summary>The earliest of the declared start and the steps' starts; a run of an end alone starts at its end.</summary>
    public UnixTime StartedAt => (DeclaredStart, Totals.StartedAt) switch
    {
        ({ } declared, { } seen) => declared < seen ? declared : seen,
        var (declared, seen) => declared ?? seen ?? End?.EndedAt ?? UnixTime.Zero,
    };

    /// <summary>Whether steps that arrive now are late. An interruption is waited out: what follows resumes the run.</summary>
    public bool HasEnded => End is { Status: not RunStatus.Interrupted };

    /// <summary>The session whose next trace resumes the run; null when it is not interrupted, or of no session.</summary>
    public SessionKey? Paused =>
        this is { Status: RunStatus.Interrupted, Facts.SessionId: { } session } ? new SessionKey(Facts.Service, session) : null;

    /// <summary>True for a run that only a trace's id named and that holds nothing once that trace has moved.</summary>
    public bool VanishesWithout(TraceId trace) =>
        DeclarationDigest is null && End is null && Totals.Steps == 0 && Totals.Spans == 0 && Id == trace.AsRunId();

    /// <summary>Takes a group's facts; its steps are added to <see cref="Totals"/>, and its ends taken, as they are stored.</summary>
    /// <param name="group">In its stored form.</param>
    public void Join(RunGroup group)
    {
        Facts = FactsMerge.Fill(Facts, group.Facts);
        Listed |= group.MakesRun;
    }

    /// <summary>Takes the end of one root in place of what was known of that root.</summary>
    /// <returns>False when what was known is what counted: the end is then to be merged anew from those of all roots.</returns>
    public bool TryEnd(RunEnd? before, RunEnd after)
    {
        if (before is not null && before == End) return false;
        End = EndMerge.Of(End, after);
        return true;
    }

    /// <summary>A first declaration fills in facts; a second one must equal it.</summary>
    /// <param name="declaration">In its stored form.</param>
    public DeclareOutcome Declare(RunDeclaration declaration, UnixTime now)
    {
        var digest = Runs.DeclarationDigest.Of(declaration);
        if (DeclarationDigest is not null)
            return DeclarationDigest.AsSpan().SequenceEqual(digest) ? DeclareOutcome.Same : DeclareOutcome.Conflict;
        DeclarationDigest = digest;
        DeclaredStart = declaration.StartedAt ?? (Totals.StartedAt is null ? now : null);
        Facts = FactsMerge.Fill(Facts, declaration.Facts);
        Listed = true;
        return DeclareOutcome.Created;
    }

    /// <summary>A declared end replaces what the steps said; a second one must equal it.</summary>
    public FinishOutcome Finish(RunEnd end)
    {
        end = end with { Declared = true, Error = StoredForm.Of(end.Error) };
        if (End is { Declared: true }) return End == end ? FinishOutcome.Same : FinishOutcome.Conflict;
        End = end;
        Listed = true;
        return FinishOutcome.Finished;
    }

    public Run ToRun() => new()
    {
        Project = Project,
        Id = Id,
        Status = Status,
        Facts = Facts,
        StartedAt = StartedAt,
        EndedAt = End?.EndedAt,
        LastSeenAt = Totals.LastSeenAt,
        Error = End?.Error,
        Steps = Totals.Steps,
        Spans = Totals.Spans,
        ModelCalls = Totals.ModelCalls,
        ToolCalls = Totals.ToolCalls,
        Errors = Totals.Errors,
        LateSteps = Totals.LateSteps,
        Redactions = Totals.Redactions,
        Usage = Totals.Usage,
        Cost = Totals.Cost,
        UnpricedCalls = Totals.UnpricedCalls,
        Models = [.. Totals.Models],
        Tools = [.. Totals.Tools],
        Revision = Revision,
    };
}
