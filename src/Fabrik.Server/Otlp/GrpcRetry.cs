using System.Text;

namespace Fabrik.Server.Otlp;

/// <summary>
/// <c>google.rpc.Status</c> with a <c>RetryInfo</c> detail, as gRPC's <c>grpc-status-details-bin</c> carries it: the OTLP
/// specification (section "OTLP/gRPC throttling") asks for it so that clients wait as long as the server needs.
/// </summary>
internal static class GrpcRetry
{
    private const string TypeUrl = "type.googleapis.com/google.rpc.RetryInfo";

    /// <returns>Base64, as binary metadata is sent.</returns>
    public static string Details(int status, string message, int seconds)
    {
        // RetryInfo { Duration retry_delay = 1 { int64 seconds = 1 } }, in Any { type_url = 1, value = 2 }, in Status { code = 1, message = 2, details = 3 }.
        byte[] retryInfo = Field(1, Number(1, seconds));
        byte[] any = [.. Field(1, Encoding.UTF8.GetBytes(TypeUrl)), .. Field(2, retryInfo)];
        byte[] answer = [.. Number(1, status), .. Field(2, Encoding.UTF8.GetBytes(message)), .. Field(3, any)];
        return Convert.ToBase64String(answer);
    }

    private static byte[] Number(int field, int value) => [(byte)(field << 3), .. Varint(value)];

    private static byte[] Field(int field, byte[] bytes) => [(byte)((field << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (var rest = (uint)value; ; rest >>= 7)
        {
            bytes.Add((byte)(rest < 0x80 ? rest : (rest & 0x7F) | 0x80));
            if (rest < 0x80) return [.. bytes];
        }
    }
}
