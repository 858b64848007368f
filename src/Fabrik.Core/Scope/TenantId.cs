namespace Fabrik.Core.Scope;

/// <summary>The isolation boundary. Made by the control plane, never by a caller: a request's tenant comes from its credentials only.</summary>
public readonly record struct TenantId(Guid Value) : IComparable<TenantId>
{
    public static TenantId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    public static bool TryParse(string? text, out TenantId id)
    {
        var ok = Guid.TryParseExact(text, "D", out var value);
        id = new TenantId(value);
        return ok;
    }

    public int CompareTo(TenantId other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("D");
}
